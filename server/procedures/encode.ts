import type * as z from "zod";
import { schemasWithin } from "../../shared/contract/index.ts";
import type { Implementation } from "./implement.ts";

/** An output that matches its contract, with its JSON text. */
export interface Encoded {
  readonly json: string;
  readonly output: unknown;
  /** False where parsing the text may not give back the output: besides omitted `undefined` fields, a tuple may be truncated. */
  readonly isExact: boolean;
}

/** True for a tuple with optional last items. */
const isOpenTuple = ({ _zod: { def } }: z.core.$ZodType) =>
  def.type === "tuple" && "items" in def && Array.isArray(def.items) && def.items.at(-1)?._zod.optout === "optional";

const holdsOpenTuple = new WeakMap<z.ZodType, boolean>();

function mayEndEarly(schema: z.ZodType): boolean {
  const isOpen = holdsOpenTuple.get(schema) ?? [...schemasWithin(schema)].some(isOpenTuple);
  holdsOpenTuple.set(schema, isOpen);
  return isOpen;
}

/** JSON has no undefined: truncates a tuple at its first `undefined`. */
const truncateTuples = (_key: string, value: unknown): unknown =>
  Array.isArray(value) && value.at(-1) === undefined
    ? value.slice(0, value.findLastIndex((item) => item !== undefined) + 1)
    : value;

/**
 * Strips undeclared fields from an output and serializes it. Where the contract allows any value, `undefined` becomes
 * null.
 * @throws {TypeError} when the handler's output does not match its contract or is not JSON.
 */
export function encode({ schemas }: Implementation, value: unknown): Encoded {
  const encoded = schemas.output.safeParse(value);
  if (!encoded.success)
    throw new TypeError("the handler's output does not match its contract", { cause: encoded.error });
  const output = encoded.data ?? null;
  const isExact = !mayEndEarly(schemas.output);
  // A function, a symbol or an unusual `toJSON` yields `undefined`, despite the type of `stringify`.
  const json: string | undefined = JSON.stringify(output, isExact ? undefined : truncateTuples);
  if (json === undefined) throw new TypeError("the handler's output is not JSON");
  return { json, output, isExact };
}
