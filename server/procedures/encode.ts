import type { Implementation } from "./implement.ts";

/** An output as the contract promises it, and as JSON text. */
export interface Encoded {
  readonly json: string;
  readonly output: unknown;
}

/**
 * Keeps the fields that the contract promises and nothing else, and writes them down. Where the contract allows anything,
 * `undefined` is written as null.
 * @throws {TypeError} when the handler's answer does not fit its contract or is not JSON.
 */
export function encode({ schemas: shapes }: Implementation, value: unknown): Encoded {
  const encoded = shapes.output.safeParse(value);
  if (!encoded.success) throw new TypeError("the handler's answer does not fit its contract", { cause: encoded.error });
  const output = encoded.data ?? null;
  // A function, a symbol or an odd `toJSON` gives no text at all, whatever the type of `stringify` says.
  const json: string | undefined = JSON.stringify(output);
  if (json === undefined) throw new TypeError("the handler's answer is not JSON");
  return { json, output };
}
