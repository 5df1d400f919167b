import { createHash } from "node:crypto";
import { type Api, proceduresOf, standardErrors } from "../../shared/contract/index.ts";
import { describeApi } from "../../shared/contract/json-schema.ts";

/** Words for people in a schema, though not fields that are called so. */
const prose = new Set(["description", "examples", "title"]);

/** The same shape as one text whatever the order of its fields, without words for people. */
function canonical(value: unknown, isFieldList = false): unknown {
  if (Array.isArray(value)) return value.map((item) => canonical(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => isFieldList || !prose.has(key))
    .map(([key, item]) => {
      if (key === "required" && Array.isArray(item)) return [key, item.toSorted()];
      return [key, canonical(item, key === "properties" && !isFieldList)];
    })
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** Hash over all that a client can notice: names, kinds, access, shapes, errors and routes; not over descriptions. */
export function hashWire(api: Api): string {
  const { components, procedures } = describeApi(proceduresOf(api), "#/");
  const calls = procedures.map(({ name, procedure, input, output }) => {
    const { kind, access, errors, rest = null } = procedure;
    return [name, canonical({ kind, access, errors: errorsOf(errors), rest, input, output })] as const;
  });
  const wire = canonical({ components, calls: Object.fromEntries(calls), standard: errorsOf(standardErrors) });
  return createHash("sha256").update(JSON.stringify(wire)).digest("hex").slice(0, 16);
}

/** An error as programs tell it: its sentence for people may change. */
const errorsOf = (errors: Readonly<Record<string, { status: number; subject: string; message: string }>>) =>
  Object.fromEntries(
    Object.entries(errors).map(([code, { status, subject, message }]) => [code, [status, subject, message]]),
  );
