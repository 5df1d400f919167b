import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { printDart } from "../../scripts/generate/native/dart.ts";
import { type Api, query } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { oddApi } from "./odd-contracts.ts";
import { randomApi } from "./random-contracts.ts";
import { wordApi } from "./word-contracts.ts";

// What Dart's compiler and analyzer would say of a generated client, as far as its text tells: there is no Dart here.

const plain = { summary: "s", access: "public", input: z.object({}) } as const;
const apis: Readonly<Record<string, Api>> = {
  ours: api,
  odd: oddApi,
  cookbook,
  random: randomApi,
  words: wordApi,
  "without a type": { things: { count: query({ ...plain, output: z.int() }) } },
  "of types alone": { things: { get: query({ ...plain, output: z.object({ a: z.string() }) }) } },
};

const runtimeFolder = new URL("../../clients/dart/lib/src/runtime/", import.meta.url);
const runtime = Object.fromEntries(
  readdirSync(runtimeFolder).map((name) => [
    `runtime/${name}`,
    readFileSync(new URL(name, runtimeFolder), "utf8").replace(/^\s*\/\/.*$/gm, ""),
  ]),
);

const literal = /'(?:\\.|[^'\\\n])*'/g;
const withoutComments = (text: string) => text.replace(/^\s*\/\/.*$/gm, "");
const codeOf = (text: string) => withoutComments(text).replace(literal, "''");

const filesOf = (given: Api) =>
  Object.fromEntries(printDart(buildModel(given)).map(({ path, text }) => [path.replace("lib/src/", ""), text]));

/** Names that a library declares at its top level. */
const namesIn = (text: string) => [
  ...[...text.matchAll(/^(?:(?:abstract|base|final|sealed|interface) )*(?:class|enum|typedef) (\w+)/gm)].map(
    ([, name = ""]) => name,
  ),
  ...[...text.matchAll(/^(?:final |const )?[\w<>?, ]+ (\w+)(?:<[^>]*>)?(?:\(| =)/gm)].map(([, name = ""]) => name),
];

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Reserved words of the language, members of every object, and the name that annotates members. */
const noMember = words(`
  assert await break case catch class const continue default do else enum extends false final finally for if in is new
  null rethrow return super switch this throw true try var void while with yield
  hashCode runtimeType toString noSuchMethod override
`);

test.for(Object.entries(apis))("%s: no member has a name that Dart has taken", ([, given]) => {
  const code = Object.values(filesOf(given)).map(codeOf).join("\n");
  const members = [
    ...code.matchAll(/^ {2}(?:late )?final [\w<>?, ]+ (\w+)(?:;| =)/gm),
    ...code.matchAll(/^ {2}static const \w+ (\w+) =/gm),
    ...code.matchAll(/^ {2}(?:Future|Stream)<.*?> (\w+)\(/gm),
    ...code.matchAll(/\bthis\.(\w+)/g),
  ].map(([, name = ""]) => name);
  expect(members.length).toBeGreaterThan(0);
  expect(members.filter((name) => noMember.has(name) || /^\d/.test(name))).toEqual([]);
  // A field named like its own type, or like a function that its class calls, would hide it.
  const hidden = words("int double bool num String dynamic tagOf tupleOf codec toJson fromJson writer reader");
  const fields = [...code.matchAll(/^ {2}final [\w<>?, ]+ (\w+);/gm)].map(([, name = ""]) => name);
  expect(fields.filter((name) => hidden.has(name))).toEqual([]);
});

test.for(Object.entries(apis))("%s: each text is one line, and nothing in it is put in or ends it", ([, given]) => {
  for (const text of Object.values(filesOf(given))) {
    expect([...text].filter((char) => char !== "\n" && /\p{Cc}/u.test(char))).toEqual([]);
    expect(withoutComments(text).replace(literal, "")).not.toMatch(/['"$\\]/);
    for (const [each] of withoutComments(text).matchAll(literal)) expect(each).not.toMatch(/(?<!\\)(?:\\\\)*\$/);
    expect(codeOf(text)).not.toMatch(/\de[+-]?\d+\./);
  }
});

test.for(Object.entries(apis))("%s: each import is used, and each function of the runtime exists", ([, given]) => {
  const files = filesOf(given);
  const libraries = { ...runtime, ...files };
  for (const text of Object.values(files)) {
    const code = codeOf(text);
    for (const [, path = ""] of text.matchAll(/^import '(.*)';$/gm)) {
      const used = namesIn(libraries[path] ?? "").filter((name) => new RegExp(`\\b${name}\\b`).test(code));
      expect([path, used]).not.toEqual([path, []]);
    }
  }
  const codec = runtime["runtime/codec.dart"] ?? "";
  const methods = ["ObjectReader", "ObjectWriter", "TupleReader"].map((name) => {
    const body = new RegExp(`^final class ${name} \\{[^]*?^\\}`, "m").exec(codec)?.[0] ?? "";
    return [name, new Set([...body.matchAll(/(\w+)(?:<[\w ?]*>)?\(/g)].map(([, method = ""]) => method))] as const;
  });
  for (const [name, known] of methods) {
    const variable = name === "ObjectWriter" ? "writer" : "reader";
    const bodies = codeOf(files["types.dart"] ?? "").split(/^(?:final|sealed) class /m);
    const called = bodies
      .filter((body) => body.includes(`${variable} = ${name}(`))
      .flatMap((body) =>
        [...body.matchAll(new RegExp(`\\b${variable}\\.(\\w+)\\(`, "g"))].map(([, each = ""]) => each),
      );
    expect([name, [...new Set(called)].filter((each) => !known.has(each))]).toEqual([name, []]);
  }
});

test("a number is a literal of Dart, however large or small it is", () => {
  const text = filesOf(wordApi)["types.dart"] ?? "";
  expect(text).toMatch(/\._\(1e\+21\);/);
  expect(text).toMatch(/\._\(1e-7\);/);
  expect(text).toMatch(/\._\(12\.0\);/);
});

test("a field of any JSON that may be left out tells null apart", () => {
  const text = filesOf(wordApi)["types.dart"] ?? "";
  expect(text).toContain("final Field<Object?> any;");
  expect(text).toContain("any: reader.field('any', jsonCodec),");
});
