import fc from "fast-check";
import * as z from "zod";

interface Field {
  readonly schema: Plan;
  readonly presence: "required" | "optional" | "default";
}

/** A schema as data, which can be edited, built and filled with values. */
export type Plan =
  | { readonly type: "text"; readonly min: number; readonly max: number; readonly pattern: string | null }
  | { readonly type: "number"; readonly isWhole: boolean; readonly min: number; readonly max: number }
  | { readonly type: "boolean" | "uuid" | "anything" }
  | { readonly type: "enum"; readonly members: readonly string[] }
  | { readonly type: "list"; readonly item: Plan; readonly min: number; readonly max: number }
  | { readonly type: "tuple"; readonly items: readonly Plan[] }
  | { readonly type: "record"; readonly value: Plan }
  | { readonly type: "object"; readonly fields: Readonly<Record<string, Field>>; readonly others: Plan | null }
  | { readonly type: "nullable"; readonly inner: Plan }
  /** Options of different types; objects are discriminated by `kind`. */
  | { readonly type: "union"; readonly plain: readonly Plan[]; readonly tagged: Readonly<Record<string, Plan>> };

const names = ["a", "b", "c"] as const;
const patterns = ["^[xy]", "y"] as const;

const range = (most: number) =>
  fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map(([a, b]) => ({
    min: Math.min(a, b),
    max: Math.max(a, b),
  }));

const someOf = <T>(value: fc.Arbitrary<T>) =>
  fc
    .record({ a: value, b: value, c: value }, { requiredKeys: [] })
    .map((fields): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(fields)));

const field = (schema: fc.Arbitrary<Plan>): fc.Arbitrary<Field> =>
  fc.record({ schema, presence: fc.constantFrom("required", "optional", "default") });

const leaf: fc.Arbitrary<Plan> = fc.oneof(
  fc
    .tuple(range(4), fc.constantFrom(null, ...patterns))
    .map(([{ min, max }, pattern]): Plan => ({ type: "text", min, max: Math.max(max, 2), pattern })),
  fc.tuple(range(9), fc.boolean()).map(([bounds, isWhole]): Plan => ({ type: "number", isWhole, ...bounds })),
  fc.constantFrom<Plan>({ type: "boolean" }, { type: "uuid" }, { type: "anything" }),
  fc.subarray(["x", "y", "xy"], { minLength: 1 }).map((members): Plan => ({ type: "enum", members })),
);

const objectOf = (inner: fc.Arbitrary<Plan>, others: fc.Arbitrary<Plan | null>): fc.Arbitrary<Plan> =>
  fc.record({ type: fc.constant("object" as const), fields: someOf(field(inner)), others });

/** Generates schemas up to a depth. */
export function planOf(depth: number): fc.Arbitrary<Plan> {
  if (depth === 0) return leaf;
  const inner = planOf(depth - 1);
  return fc.oneof(
    leaf,
    objectOf(inner, fc.option(inner, { freq: 4 })),
    objectOf(inner, fc.constant(null)),
    fc.tuple(inner, range(3)).map(([item, bounds]): Plan => ({ type: "list", item, ...bounds })),
    fc.array(inner, { minLength: 1, maxLength: 2 }).map((items): Plan => ({ type: "tuple", items })),
    inner.map((value): Plan => ({ type: "record", value })),
    inner.map((nullable): Plan => ({ type: "nullable", inner: nullable })),
    fc
      .record({
        plain: fc.array(leaf, { minLength: 1, maxLength: 2 }),
        tagged: someOf(objectOf(leaf, fc.constant(null))),
      })
      .map((parts): Plan => ({ type: "union", ...parts })),
  );
}

/** Builds the zod schema. */
export function build(plan: Plan): z.ZodType {
  switch (plan.type) {
    case "text": {
      const text = z.string().min(plan.min).max(plan.max);
      return plan.pattern === null ? text : text.regex(new RegExp(plan.pattern));
    }
    case "number":
      return (plan.isWhole ? z.int() : z.number()).min(plan.min).max(plan.max);
    case "boolean":
      return z.boolean();
    case "uuid":
      return z.uuid();
    case "anything":
      return z.unknown();
    case "enum":
      return z.enum(plan.members);
    case "list":
      return z.array(build(plan.item)).min(plan.min).max(plan.max);
    case "tuple": {
      const [first = z.null(), ...more] = plan.items.map(build);
      return z.tuple([first, ...more]);
    }
    case "record":
      return z.record(z.string(), build(plan.value));
    case "nullable":
      return build(plan.inner).nullable();
    case "union":
      return z.union([
        ...plan.plain.map(build),
        ...Object.entries(plan.tagged).map(([kind, each]) =>
          z.intersection(z.object({ kind: z.literal(kind) }), build(each)),
        ),
      ]);
    case "object": {
      const fields = Object.entries(plan.fields).map(([name, each]) => [name, buildField(each)]);
      const object = z.object(Object.fromEntries(fields));
      return plan.others === null ? object : object.catchall(build(plan.others));
    }
  }
}

/** zod does not validate a default: it must be a valid value. */
function buildField({ schema, presence }: Field): z.ZodType {
  const built = build(schema);
  if (presence === "required") return built;
  const value = fc.sample(valuesOf(schema), { numRuns: 20, seed: 1 }).find((each) => built.safeParse(each).success);
  return presence === "optional" || value === undefined ? built.optional() : built.default(value);
}

/** Generates valid values without unknown fields. */
export function valuesOf(plan: Plan): fc.Arbitrary<unknown> {
  switch (plan.type) {
    case "text":
      return fc.string({ unit: fc.constantFrom("x", "y"), minLength: plan.min, maxLength: plan.max });
    case "number":
      return plan.isWhole
        ? fc.integer({ min: plan.min, max: plan.max })
        : fc.double({ min: plan.min, max: plan.max, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "uuid":
      return fc.uuid();
    case "anything":
      return fc.jsonValue({ maxDepth: 1 });
    case "enum":
      return fc.constantFrom(...plan.members);
    case "list":
      return fc.array(valuesOf(plan.item), { minLength: plan.min, maxLength: plan.max });
    case "tuple":
      return fc.tuple(...plan.items.map(valuesOf));
    case "record":
      return fc.dictionary(fc.constantFrom(...names, "d"), valuesOf(plan.value), { noNullPrototype: true });
    case "nullable":
      return fc.option(valuesOf(plan.inner));
    case "union":
      return fc.oneof(
        ...plan.plain.map(valuesOf),
        ...Object.entries(plan.tagged).map(([kind, each]) =>
          valuesOf(each).map((value) => ({ ...Object(value), kind })),
        ),
      );
    case "object":
      return objectValuesOf(plan.fields, plan.others);
  }
}

function objectValuesOf(fields: Readonly<Record<string, Field>>, others: Plan | null): fc.Arbitrary<object> {
  const values = Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, valuesOf(schema)]));
  const required = Object.entries(fields).flatMap(([name, { presence }]) => (presence === "required" ? [name] : []));
  const named = fc.record(values, { requiredKeys: required, noNullPrototype: true });
  if (others === null) return named;
  const free = [...names, "d"].filter((name) => !(name in fields));
  return fc
    .tuple(fc.dictionary(fc.constantFrom(...free), valuesOf(others), { noNullPrototype: true }), named)
    .map(([other, known]) => ({ ...other, ...known }));
}

const elsewhere = <T>(
  record: Readonly<Record<string, T>>,
  edit: (value: T) => fc.Arbitrary<T>,
  fresh: fc.Arbitrary<T>,
) => {
  const changes = Object.entries(record).flatMap(([name, value]) => {
    const { [name]: _, ...rest } = record;
    return [edit(value).map((edited) => ({ ...record, [name]: edited })), fc.constant(rest)];
  });
  const additions = names
    .filter((name) => !(name in record))
    .map((name) => fresh.map((each) => ({ ...record, [name]: each })));
  return fc.oneof(...changes, ...additions);
};

const bounds = (min: number, max: number, most: number) =>
  fc.constantFrom(
    { min: Math.max(0, min - 1), max },
    { min, max: Math.min(most, max + 1) },
    { min: Math.min(min + 1, max), max },
    { min, max: Math.max(min, max - 1) },
  );

const editField = ({ schema, presence }: Field): fc.Arbitrary<Field> =>
  fc.oneof(
    editOf(schema).map((edited) => ({ schema: edited, presence })),
    fc
      .constantFrom("required" as const, "optional" as const, "default" as const)
      .map((other) => ({ schema, presence: other })),
  );

function editWithin(plan: Plan): fc.Arbitrary<Plan> {
  switch (plan.type) {
    case "text":
      return fc.oneof(
        bounds(plan.min, plan.max, 5).map((edited) => ({ ...plan, ...edited })),
        fc.constantFrom(null, ...patterns).map((pattern) => ({ ...plan, pattern })),
      );
    case "number":
      return fc.oneof(
        bounds(plan.min, plan.max, 10).map((edited) => ({ ...plan, ...edited })),
        fc.constant({ ...plan, isWhole: !plan.isWhole }),
      );
    case "enum":
      return fc.subarray(["x", "y", "xy", "yy"], { minLength: 1 }).map((members) => ({ ...plan, members }));
    case "list":
      return fc.oneof(
        editOf(plan.item).map((item) => ({ ...plan, item })),
        bounds(plan.min, plan.max, 4).map((edited) => ({ ...plan, ...edited })),
      );
    case "tuple":
      return fc.tuple(...plan.items.map(editOf)).map((items) => ({ ...plan, items }));
    case "record":
      return editOf(plan.value).map((value) => ({ ...plan, value }));
    case "nullable":
      return fc.oneof(
        editOf(plan.inner).map((inner) => ({ ...plan, inner })),
        fc.constant(plan.inner),
      );
    case "union":
      return fc.oneof(
        fc.tuple(...plan.plain.map(editOf)).map((plain) => ({ ...plan, plain })),
        leaf.map((more) => ({ ...plan, plain: [...plan.plain, more] })),
        elsewhere(plan.tagged, editWithin, objectOf(leaf, fc.constant(null))).map((tagged) => ({ ...plan, tagged })),
      );
    case "object":
      return elsewhere(plan.fields, editField, field(leaf)).map((fields) => ({ ...plan, fields }));
    default:
      return leaf;
  }
}

/** Generates the same schema with a small or large change somewhere. */
export function editOf(plan: Plan): fc.Arbitrary<Plan> {
  return fc.oneof(
    { weight: 6, arbitrary: editWithin(plan) },
    { weight: 1, arbitrary: fc.constant<Plan>({ type: "nullable", inner: plan }) },
    { weight: 1, arbitrary: fc.constant<Plan>(plan) },
    { weight: 1, arbitrary: leaf.map((other): Plan => ({ type: "union", plain: [other], tagged: {} })) },
    { weight: 1, arbitrary: leaf },
  );
}
