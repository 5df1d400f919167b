import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { build, planOf, valuesOf } from "./arbitrary-schemas.ts";

// Node and Deno parse with compiled zod schemas, workerd with the same schemas uncompiled.

const seed = 20261127;
const timeout = 600_000;
const numRuns = Number(process.env.CONTRACT_RUNS ?? 600);

/** The exact result of parsing: JSON with its key order, or all issues. */
function fateOf(schema: z.ZodType, value: unknown): string {
  const read = schema.safeParse(value, { reportInput: true });
  return JSON.stringify(read.success ? [read.data] : read.error.issues);
}

/** Values as received: unknown fields, unusual names, and any other JSON. */
const foreign = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc
    .dictionary(fc.constantFrom("a", "b", "c", "d", "kind", "__proto__", "constructor"), fc.jsonValue({ maxDepth: 1 }))
    .map((value): unknown => JSON.parse(JSON.stringify(value))),
);

const mixed = planOf(2).chain((plan) => {
  const fitting = valuesOf(plan);
  const extended = fc
    .tuple(foreign, fitting)
    .map(([more, value]): unknown =>
      Object(value) === value && !Array.isArray(value) ? { ...Object(more), ...Object(value) } : more,
    );
  return fc.tuple(fc.constant(plan), fc.array(fc.oneof(fitting, extended, foreign), { minLength: 4, maxLength: 12 }));
});

test(`a compiled shape makes of every value what the shape itself does (${numRuns} shapes, seed ${seed})`, {
  timeout,
}, () => {
  const tally = { passed: 0, refused: 0 };
  const holds = fc.property(mixed, ([plan, values]) => {
    const schema = build(plan);
    const compiled = z.compile(schema, { strict: true });
    for (const value of values) {
      const fate = fateOf(schema, value);
      expect(fateOf(compiled, value), JSON.stringify(value)).toBe(fate);
      tally[schema.safeParse(value).success ? "passed" : "refused"]++;
    }
  });
  fc.assert(holds, { seed, numRuns });
  expect(tally.passed).toBeGreaterThan(numRuns);
  expect(tally.refused).toBeGreaterThan(numRuns);
});
