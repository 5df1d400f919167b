import { expect, test } from "vitest";
import * as z from "zod";
import { compareContracts } from "../../packages/contract-gate/index.ts";
import { snapshotOf } from "../../scripts/contract/snapshot.ts";
import { type Api, defineApi, query } from "../../shared/contract/index.ts";

/** Contracts with schemas that refer to each other, and a count of schema visits. */
function invented(procedures: number, schemas: number) {
  let looks = 0;
  const counted = <T extends z.ZodType>(schema: T): T => {
    const { def } = schema._zod;
    Object.defineProperty(schema._zod, "def", {
      get: () => {
        looks++;
        return def;
      },
    });
    return schema;
  };
  const rows: z.ZodType[] = [];
  const rowAt = (at: number): z.ZodType => rows[at % schemas] ?? z.never();
  for (let at = 0; at < schemas; at++)
    rows.push(
      counted(
        z.object({
          id: z.int(),
          tags: z.array(z.string()).default([]),
          get next() {
            return rowAt(at + 1).optional();
          },
          get others() {
            return z.array(rowAt(at * 7 + 3));
          },
          get third() {
            return rowAt(at * 13 + 5).nullable();
          },
        }),
      ),
    );
  const verbs = Array.from({ length: procedures }, (_, at) => [
    `read${at}`,
    query({
      summary: "s",
      access: "public",
      input: z.object({ id: z.int(), row: rowAt(at).optional() }),
      output: rowAt(at * 3),
    }),
  ]);
  const api: Api = { things: Object.fromEntries(verbs) };
  return { api, looks: () => looks };
}

test("twice as many contracts and schemas that refer to each other cost twice as many looks at schemas", () => {
  const costOf = (procedures: number, schemas: number) => {
    const { api, looks } = invented(procedures, schemas);
    defineApi(api);
    const defined = looks();
    const snapshot = snapshotOf(api, 1);
    expect(compareContracts(snapshot, structuredClone(snapshot))).toEqual([]);
    return { defined, all: looks() };
  };
  const [one, two] = [costOf(100, 50), costOf(200, 100)];
  expect(two.defined).toBeLessThan(one.defined * 2.3);
  expect(two.all).toBeLessThan(one.all * 2.3);
});

test("a change deep in mutually recursive schemas is reported, and compared once", () => {
  const { api } = invented(20, 60);
  const before = snapshotOf(api, 1);
  const text = JSON.stringify(before).replace('"type":"integer"', '"type":"string"');
  const changes = compareContracts(before, JSON.parse(text));
  expect(changes.some(({ isBreaking }) => isBreaking)).toBe(true);
  expect(changes.length).toBeLessThan(20 * 2 * 50);
});
