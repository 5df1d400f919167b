import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { printDart } from "../../scripts/generate/native/dart.ts";
import { printKotlin } from "../../scripts/generate/native/kotlin.ts";
import type { NativeFile, NativeModel } from "../../scripts/generate/native/model.ts";
import { reservedTypeNames } from "../../scripts/generate/native/reserved-types.ts";
import { printSwift } from "../../scripts/generate/native/swift.ts";
import { type Api, mutation, query } from "../../shared/contract/index.ts";
import { oddApi } from "./odd-contracts.ts";

const printers: Readonly<Record<string, (model: NativeModel) => readonly NativeFile[]>> = {
  dart: printDart,
  kotlin: (model) => printKotlin(model, "odd"),
  swift: printSwift,
};

const textOf = (language: string, api: Api) =>
  (printers[language]?.(buildModel(api)) ?? []).map(({ text }) => text).join("\n");

/** Names that files of a language declare at their top level. */
const declared = (text: string) =>
  [
    ...text.matchAll(
      /^(?:(?:public|sealed|final|abstract|data|indirect|base|interface) )*(?:class|enum|struct|interface|object) (\w+)/gm,
    ),
  ].map(([, name = ""]) => name);

test.for(["dart", "swift"])("%s: odd contracts are printed as the golden file shows", async (language) => {
  await expect(textOf(language, oddApi)).toMatchFileSnapshot(`golden/odd.${language}`);
});

test.for(Object.keys(printers))("%s: no two types have one name, whatever the case of its letters", (language) => {
  const names = declared(textOf(language, oddApi)).map((name) => name.toLowerCase());
  expect(names.length).toBeGreaterThan(40);
  expect(names).toEqual([...new Set(names)]);
});

const withoutTexts = (text: string) =>
  text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "").replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, "");

test.for(Object.keys(printers))("%s: every bracket is closed", (language) => {
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  for (const bracket of withoutTexts(textOf(language, oddApi)).match(/[()[\]{}]/g) ?? [])
    if (pairs[bracket] === undefined) open.push(bracket);
    else expect(open.pop()).toBe(pairs[bracket]);
  expect(open).toEqual([]);
});

const plain = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;

test("names that languages have taken are the same others in all of them", () => {
  const names = ["Error", "Result", "List", "String", "Future", "Void", "ApiClient"];
  const output = z.object(Object.fromEntries(names.map((id) => [id, z.object({ a: z.string() }).meta({ id })])));
  const api: Api = { things: { get: query({ ...plain, output }) } };
  for (const language of Object.keys(printers))
    expect(declared(textOf(language, api))).toEqual(
      expect.arrayContaining(names.slice(0, -1).map((name) => `Api${name}`)),
    );
});

test("a method for the pages of a list leaves the name of another call free", () => {
  const list = query({
    ...plain,
    input: z.object({ cursor: z.string().optional() }),
    output: z.object({ items: z.array(z.string()), next: z.string().nullable() }),
  });
  const api: Api = { things: { list, listPages: mutation(plain), listItems: mutation(plain) } };
  for (const language of Object.keys(printers)) {
    const text = textOf(language, api);
    expect(text).toMatch(/listPages2\(/);
    expect(text).toMatch(/listItems2\(/);
  }
});

test("a type of a deep place, and each of its cases, has a name that a file can have", () => {
  const deep = Array.from({ length: 12 }).reduce<z.ZodType>(
    (inner, _, at) => z.object({ [`quiteALongNameOfAField${at}`]: inner, other: z.enum(["a".repeat(200), "b"]) }),
    z.string(),
  );
  const api: Api = { things: { get: query({ ...plain, output: deep }) } };
  for (const language of Object.keys(printers)) {
    const names = declared(textOf(language, api));
    expect(names.length).toBeGreaterThan(24);
    expect(names.filter((name) => name.length > 120)).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  }
});

// Lines of code. Subscriptions and sessions are part of it; adapters that an app copies are not.
const maxLines = {
  "clients/dart/lib/src/runtime": 740,
  "clients/kotlin/src/main/kotlin/dovetail/runtime": 740,
  "clients/swift/Sources/DovetailClient/Runtime": 800,
};

test.for(Object.entries(maxLines))("%s: the runtime stays small enough to read", ([folder, max]) => {
  const root = new URL(`../../${folder}/`, import.meta.url);
  const lines = readdirSync(root).flatMap((name) => readFileSync(new URL(name, root), "utf8").split("\n"));
  const code = lines.filter((line) => !/^\s*(?:$|\/\/|\*|\/\*|import |package )/.test(line));
  expect(code.length).toBeLessThanOrEqual(max);
});

const runtimes: Readonly<Record<string, string>> = {
  dart: "clients/dart/lib/src/runtime",
  swift: "clients/swift/Sources/DovetailClient/Runtime",
};

test.for(Object.entries(runtimes))("%s: no schema takes the name of a type of the runtime", ([, folder]) => {
  const root = new URL(`../../${folder}/`, import.meta.url);
  const names = readdirSync(root).flatMap((name) => declared(readFileSync(new URL(name, root), "utf8")));
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !name.startsWith("_") && !new Set(reservedTypeNames).has(name))).toEqual([]);
});
