import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import type { NativeModel } from "../../scripts/generate/native/model.ts";
import { type Api, type ErrorDeclaration, mutation, notFound, query } from "../../shared/contract/index.ts";

// Contracts whose every name is a word that a language, its library or a runtime of ours has taken.

/** Keywords of Swift, Kotlin and Dart, members that every object has, and names that generated code uses itself. */
const words = `
  abstract actor any as assert associatedtype associativity async await base borrowing break by case catch class
  companion const constructor consume consuming continue convenience copy covariant crossinline data default defer
  deferred deinit delegate didSet discard distributed do dynamic each else enum export expect extension external
  factory fallthrough false field file fileprivate final finally for fun func function get guard hide if implements
  import in indirect infix init inline inner inout interface internal is isolated it late lateinit lazy left let
  library macro mixin mutating native new nil noinline none nonisolated nonmutating null object of on open operator
  optional out override package part postfix precedence precedencegroup prefix private protocol public reified
  repeat required rethrow rethrows return right sealed self set show some static strictfp struct subscript super
  suspend switch sync tailrec then this throw throws transient true try type typealias typedef typeof unknown unowned
  val value var vararg void volatile weak when where while willSet with yield
  equals hash hashCode hashValue toString runtimeType noSuchMethod getClass notify wait clone finalize toJson fromJson
  description debugDescription codec codecs encode decode decoder encoder container reader writer json text textCodec
  integerCodec numberCodec booleanCodec timeCodec jsonCodec tagOf print identical int double bool num string input
  options caller call code status message failure reason details known values index name rest items item1 other
  otherFields allCases rawValue component1 component2 emptyMap listOf setOf list map nullable tag apply let also run
`
  .trim()
  .split(/\s+/);

const runtimes = [
  "clients/dart/lib/src/runtime",
  "clients/kotlin/src/main/kotlin/dovetail/runtime",
  "clients/swift/Sources/DovetailClient/Runtime",
];

/** Types that the runtimes declare or use. */
const runtimeTypes = [
  ...new Set(
    runtimes.flatMap((folder) => {
      const root = new URL(`../../${folder}/`, import.meta.url);
      const code = readdirSync(root).flatMap((name) =>
        readFileSync(new URL(name, root), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|'[^'\n]*'/g, ""),
      );
      return code.flatMap((text) => text.match(/\b[A-Z][A-Za-z0-9]{2,}\b/g) ?? []);
    }),
  ),
].sort();

const textsOf = (names: readonly string[]) => z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
const firstWords = textsOf(words.slice(0, 120));
const lastWords = textsOf(words.slice(120)).partial();
const plain = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;

// The JVM's limit of parameters is 254 of a constructor.
const typed = z.object(
  Object.fromEntries(runtimeTypes.slice(0, 200).map((id) => [id, z.object({ a: z.string() }).meta({ id }).optional()])),
);
const typedToo = z.object(
  Object.fromEntries(runtimeTypes.slice(200).map((id) => [id, z.object({ a: z.string() }).meta({ id }).optional()])),
);

// Where each name is a type of its own, which compilers take long for, only the words that one of the languages reserves most.
const typeWords = "class default final in init int internal is object protocol return self super type val var".split(
  " ",
);

const choices = z.discriminatedUnion("is", [
  z.object({ is: z.literal("first"), a: z.string() }),
  ...typeWords.map((word) => z.object({ is: z.literal(word), a: z.string().optional() })),
]);

const codes = [
  ...typeWords,
  ..."other list string json codecs failure codec map text instant unit unknown companion".split(" "),
];
const errors = Object.fromEntries(
  codes.map((code, at): [string, ErrorDeclaration] => [
    code,
    at % 3 === 0 ? { ...notFound("thing"), details: z.array(z.string()) } : notFound("thing"),
  ]),
);

const page = { cursor: z.string().optional(), input: z.string().optional(), options: z.string().optional() };

/** A contract of such names at every place that has one. */
export const wordApi: Api = {
  words: Object.fromEntries(words.map((word) => [word, mutation(plain)])),
  shapes: {
    first: mutation({ ...plain, input: firstWords, output: firstWords }),
    last: mutation({ ...plain, input: lastWords, output: lastWords }),
    choose: query({ ...plain, input: z.object({ one: z.enum(words), choice: choices }), output: z.null() }),
    types: query({ ...plain, output: typed }),
    more: query({ ...plain, output: typedToo }),
    fail: mutation({ ...plain, errors }),
    list: query({
      ...plain,
      input: z.object(page),
      output: z.object({ default: z.array(z.string()), next: z.string().nullable() }),
    }),
    // Lines that end in other ways, quotes, and marks of comments.
    told: query({
      ...plain,
      summary: "A\r\nline\rends \u2028 here */ /* $x $y \"quoted\" 'quoted' \\ back \u0000",
      output: z.object({
        a: z
          .enum(["\r\n", "\u2028", "$x $y", "\\", '"""', "'''", "\ud800", "\u0000", "*/"])
          .meta({ description: "a\rb" }),
        numbers: z.literal([1e21, 1e-7, -1.5, 12]),
        "it's $x": z.string(),
        "": z.string().optional(),
        _: z.string().optional(),
        _private: z.string().optional(),
        "9lives": z.string().optional(),
      }),
      deprecated: { since: "2026-01-01", use: "words.$get" },
    }),
    tuples: query({
      ...plain,
      output: z.object({
        open: z.tuple([z.string(), z.unknown().optional(), z.string().nullable().optional(), z.int().optional()]),
        null: z.null().optional(),
        any: z.unknown().optional(),
        json: z.json().optional(),
      }),
    }),
  },
  ...Object.fromEntries(typeWords.map((word) => [word, { get: query(plain) }])),
};

const textsFor = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `${name}!`]));

/** Values of {@link wordApi}, which every client reads and writes without a change, with the type that reads them. */
export const wordValues: readonly (readonly [type: string, value: unknown])[] = [
  ["words.ShapesFirstInput", textsFor(words.slice(0, 120))],
  ["words.ShapesLastInput", textsFor(words.slice(120))],
  ...words.map((word) => ["words.ShapesChooseInput", { one: word, choice: { is: "first", a: word } }] as const),
  ...typeWords.map((word) => ["words.ShapesChooseInput", { one: word, choice: { is: word } }] as const),
  ["words.ShapesTuplesOutput", { open: ["a"], null: null, any: null, json: null }],
  ["words.ShapesTuplesOutput", { open: ["a", { b: null }], any: [null] }],
  ["words.ShapesTuplesOutput", { open: ["a", 1, "c"] }],
  ["words.ShapesTuplesOutput", { open: ["a", null, null, 4] }],
  ["words.ShapesToldOutput", { a: "$x $y", numbers: 1e21, "it's $x": "'" }],
  [
    "words.ShapesToldOutput",
    { a: "\u0000", numbers: 1e-7, "it's $x": "$x", "": "e", _: "u", _private: "p", "9lives": "l" },
  ],
];

/** A model of {@link wordApi} with no more types than its values have: each type costs its compilers a lambda or a case. */
export const withValuesOnly = (model: NativeModel): NativeModel => {
  const read = new Set(wordValues.map(([type]) => type));
  return { ...model, declarations: model.declarations.filter(({ name }) => read.has(`words.${name}`)) };
};
