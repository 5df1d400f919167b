import type { Implementation } from "./implement.ts";

/** An output as the contract promises it, and as JSON text. */
export interface Encoded {
  readonly json: string;
  readonly output: unknown;
}

/**
 * Keeps the fields that the contract promises and nothing else, and writes them down.
 * @throws {TypeError} when the handler's answer does not fit its contract.
 */
export function encode({ schemas: shapes }: Implementation, value: unknown): Encoded {
  const encoded = shapes.output.safeParse(value);
  if (encoded.success) return { json: JSON.stringify(encoded.data), output: encoded.data };
  throw new TypeError("the handler's answer does not fit its contract", { cause: encoded.error });
}
