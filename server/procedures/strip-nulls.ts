import * as z from "zod";
import { childrenOf, isSchema } from "../../shared/contract/index.ts";

type Schema = z.core.$ZodType;
type Fields = Readonly<Record<string, unknown>>;

/** Maximum number of steps per input: unions within unions are tried in turn. */
const maxSteps = 20_000;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nullability = new WeakMap<Schema, boolean>();

/** Whether null means an omitted field: the field is optional and not nullable. `exactOptional` refuses null. */
function isOmittedByNull(schema: Schema): boolean {
  if (schema._zod.optin === undefined || schema._zod.traits.has("$ZodExactOptional")) return false;
  const isNullable = nullability.get(schema) ?? z.safeParse(schema, null).success;
  nullability.set(schema, isNullable);
  return !isNullable;
}

/** One pass over an input and its schema. */
class NullStripper {
  #steps = 0;

  /** Removes optional fields that are null; returns the same value where there are none. */
  strip(schema: Schema, value: unknown): unknown {
    if (typeof value !== "object" || value === null || ++this.#steps > maxSteps) return value;
    const { def } = schema._zod;
    if (def.type === "object") return isRecord(value) ? this.#object(def, value) : value;
    if (def.type === "array" || def.type === "tuple") return Array.isArray(value) ? this.#list(def, value) : value;
    if (def.type === "record") return isRecord(value) ? this.#record(def, value) : value;
    if (def.type === "union") return this.#union(def, value);
    let stripped = value;
    for (const [, inner] of childrenOf(schema)) stripped = Object(this.strip(inner, stripped));
    return stripped;
  }

  #object(def: object, value: Fields): Fields {
    const shape = "shape" in def && isRecord(def.shape) ? def.shape : {};
    const changed: Record<string, unknown> = {};
    const gone = new Set<string>();
    for (const [name, field] of Object.entries(shape)) {
      if (!isSchema(field) || !Object.hasOwn(value, name)) continue;
      if (value[name] === null && isOmittedByNull(field)) gone.add(name);
      const inner = this.strip(field, value[name]);
      if (inner !== value[name]) changed[name] = inner;
    }
    if (gone.size === 0 && Object.keys(changed).length === 0) return value;
    return Object.fromEntries(Object.entries({ ...value, ...changed }).filter(([name]) => !gone.has(name)));
  }

  #list(def: object, value: readonly unknown[]): readonly unknown[] {
    const items: readonly unknown[] = "items" in def && Array.isArray(def.items) ? def.items : [];
    const others = "element" in def ? def.element : "rest" in def ? def.rest : undefined;
    const schemaAt = (at: number) => items[at] ?? others;
    const stripped = value.map((item, at) => {
      const schema = schemaAt(at);
      return isSchema(schema) ? this.strip(schema, item) : item;
    });
    const isTail = (at: number) => {
      const schema = schemaAt(at);
      return stripped[at] === null && isSchema(schema) && isOmittedByNull(schema);
    };
    while (stripped.length > 0 && isTail(stripped.length - 1)) stripped.pop();
    return stripped.length === value.length && stripped.every((item, at) => item === value[at]) ? value : stripped;
  }

  #record(def: object, value: Fields): Fields {
    const inner = "valueType" in def ? def.valueType : undefined;
    if (!isSchema(inner)) return value;
    const entries = Object.entries(value).map(([name, item]) => [name, this.strip(inner, item)] as const);
    return entries.every(([name, item]) => item === value[name]) ? value : Object.fromEntries(entries);
  }

  #union(def: object, value: unknown): unknown {
    const options: readonly unknown[] = "options" in def && Array.isArray(def.options) ? def.options : [];
    for (const option of options) {
      if (!isSchema(option)) continue;
      const stripped = this.strip(option, value);
      if (stripped !== value && z.safeParse(option, stripped).success) return stripped;
    }
    return value;
  }
}

/**
 * Removes null from optional fields, as encoders of many languages send null for a field without a value. Call it only
 * for an input that does not fit as it is: a fitting input keeps its nulls.
 */
export const withoutNulls = (schema: Schema, input: unknown): unknown => new NullStripper().strip(schema, input);
