import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Api, mutation } from "../shared/contract/index.ts";
import { openClientProject } from "../tests/support/client-project.ts";

// Contracts as other teams write them, and the types that their clients come to: each line below holds or does not compile.

const Address = z.object({ street: z.string(), country: z.string().default("NL") }).meta({ id: "Address" });
const Tree = z.object({
  text: z.string(),
  get branches() {
    return z.array(Tree).optional();
  },
});
const Circle = z.object({ kind: z.literal("circle"), radius: z.number() });
const Square = z.object({ kind: z.literal("square"), side: z.number() });
const amount = z.string().regex(/^\d+\.\d{2}$/);
const fields = {
  pair: z.tuple([z.string(), z.int().optional()]),
  loose: z.looseObject({ a: z.string() }),
  caught: z.object({ a: z.string(), b: z.boolean().optional() }).catchall(z.int()),
  made: z.uuid().default(() => crypto.randomUUID()),
  tree: Tree,
  address: Address,
  shape: z.discriminatedUnion("kind", [Circle, Square]),
  json: z.json(),
  prefaulted: z.object({ n: z.int().default(1) }).prefault({}),
  size: z.templateLiteral([z.int(), "px"]),
  prices: z.record(z.string().regex(/^[A-Z]{3}$/), amount),
  levels: z.partialRecord(z.enum(["low", "high"]), z.int()),
  both: z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() })),
  level: z.enum({ one: 1, two: 2 }),
  big: z.string().regex(/^-?\d{1,19}$/),
  day: z.iso.date(),
  branded: z.string().brand("Sku"),
  listed: z.array(z.string()).readonly(),
  later: z.lazy(() => z.int()),
  note: z.string().nullish(),
  absent: z.string().exactOptional(),
};
const things = {
  put: mutation({ summary: "s", access: "public", input: z.object(fields), output: z.object(fields) }),
};
const api: Api = { things };

const use = `
import { createClient, type Address, type AddressInput, type ThingsPutInput, type ThingsPutOutput } from "./client/index.ts";
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_T extends true>() => {};
type In = ThingsPutInput; type Out = ThingsPutOutput;
is<Same<Out["pair"], [string, number?]>>();
is<Same<In["pair"], readonly [string, number?]>>();
is<Same<Out["loose"]["a"], string>>(); is<Same<Out["loose"]["other"], unknown>>();
is<Same<Out["caught"]["a"], string>>(); is<Same<Out["caught"]["other"], number | string | boolean | undefined>>();
is<Same<In["made"], string | undefined>>(); is<Same<Out["made"], string>>();
is<Same<In["address"], AddressInput>>(); is<Same<Out["address"], Address>>();
is<Same<AddressInput["country"], string | undefined>>(); is<Same<Address["country"], string>>();
is<Same<Out["shape"]["kind"], "circle" | "square">>();
is<Same<In["prefaulted"], { n?: number | undefined } | undefined>>(); is<Same<Out["prefaulted"], { n: number }>>();
is<Same<Out["prices"], Record<string, string>>>();
is<Same<Out["levels"], Partial<Record<"low" | "high", number>>>>();
is<Same<Out["both"]["b"], number>>(); is<Same<Out["level"], 1 | 2>>();
is<Same<Out["big"], string>>(); is<Same<Out["day"], string>>(); is<Same<Out["branded"], string>>();
is<Same<Out["later"], number>>(); is<Same<Out["note"], string | null | undefined>>();
const leaf: Out["json"] = { a: [1, "x", null, { b: true }] };
const tree: NonNullable<Out["tree"]["branches"]>[number]["branches"] = [{ text: "deep" }];
const client = createClient({ url: "" });
export const call = async () => {
  const { shape } = await client.things.put({
    pair: ["a"], loose: { a: "x", more: [1] }, caught: { a: "x", n: 5 }, tree: { text: "t", branches: [{ text: "u" }] },
    address: { street: "s" }, shape: { kind: "circle", radius: 1 }, json: { any: ["thing", leaf] }, size: "5px",
    prices: { EUR: "1.00" }, levels: { low: 1 }, both: { a: "x", b: 1 }, level: 2, big: "9223372036854775807",
    day: "2026-11-29", branded: "x", listed: ["x"], later: 1,
  });
  return [tree, shape.kind === "circle" ? shape.radius : shape.side];
};
// @ts-expect-error: a circle has no side
export const wrong: In["shape"] = { kind: "circle", side: 1 };
// @ts-expect-error: the first is text
export const wrongPair: In["pair"] = [1];
`;

let project: Awaited<ReturnType<typeof openClientProject>>;
beforeAll(async () => {
  project = await openClientProject(api, use);
});
afterAll(() => project.remove());

test.for([
  ["5.9", "typescript-5.9"],
  ["6", "typescript-6"],
  ["7", "typescript"],
] as const)("the types of odd contracts hold with TypeScript %s", async ([, compiler], { skip }) => {
  skip(
    !existsSync(fileURLToPath(new URL(`../node_modules/${compiler}`, import.meta.url))),
    `${compiler} is not installed`,
  );
  expect(await project.compile(compiler)).toBe("");
});
