import fc from "fast-check";
import * as z from "zod";
import { callsOf, type Procedure, type Route } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { featureSamples } from "../samples/index.ts";
import { sampleInputsAround, slugs, usernames } from "../support/replica-app.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Fields = Readonly<Record<string, unknown>>;

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const article = fc.constantFrom(...slugs, "nothing-here");
const person = fc.constantFrom(...usernames, "nobody", "ADA");

/** Values that exist in the twins' databases, by field name. */
const familiar: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  slug: article,
  title: fc.oneof(article, word),
  username: person,
  author: person,
  favorited: person,
  tag: fc.constantFrom("wood", "steel", "none"),
  id: fc.integer({ min: 1, max: 40 }),
  email: fc.oneof(person, word).map((name) => `${name}@example.com`),
  cursor: fc.constantFrom("2s", "2s.7.-.-.1a"),
  password: fc.constantFrom("a fine password", "long enough"),
};

const moment = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

const matching = (pattern: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const expression = new RegExp(pattern, "u");
  if (!expression.test("word")) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(text, word).filter((candidate) => expression.test(candidate));
};

function textFor({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "uri") return fc.webUrl();
  if (format === "date-time") return moment;
  if (format === "date") return moment.map((text) => text.slice(0, "2026-11-05".length));
  if (format === "email") return word.map((name) => `${name}@example.com`);
  const text = fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: "grapheme" });
  return pattern === undefined ? text : matching(pattern, text);
}

/** Valid fields; optional ones are sometimes omitted. */
const fittingFields = ({ properties = {}, required = [] }: JsonSchema) =>
  fc.record(
    Object.fromEntries(
      Object.entries(properties).flatMap(([name, field]) =>
        typeof field === "boolean" ? [] : [[name, fitting(field)]],
      ),
    ),
    { requiredKeys: required },
  );

const itemFor = ({ items }: JsonSchema): fc.Arbitrary<unknown> =>
  typeof items === "object" && !Array.isArray(items) ? fitting(items) : word;

/** Generates valid values for every kind of schema in our inputs. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(fitting));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case "string":
      return textFor(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(itemFor(schema), { maxLength: 4 });
    case "object":
      return fittingFields(schema);
    case undefined:
      return fc.jsonValue({ maxDepth: 3 });
    default:
      throw new TypeError(`no arbitrary for ${JSON.stringify(schema)}`);
  }
}

const long = fc.constantFrom(9, 65, 129, 201, 257, 1025, 2049, 20_001).map((length) => "x".repeat(length));
const strange = fc.constantFrom(
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "a/b",
  "%2F",
  "%",
  "a%25b",
  "?x=1#y",
  "é\u0301",
  "\t",
  "..%2f",
  "+",
);
const number = fc.oneof(
  fc.constantFrom(0, -0, -1, 101, 10_001, 0.5, 1e21, 1e-7, 2 ** 31, 2 ** 53),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Generates nearly valid and invalid values. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [[null]], "true", "5", "05", "1e3", "-1"),
  strange,
  long,
  number,
  fc.string({ unit: "binary" }),
  fc.jsonValue({ maxDepth: 2 }),
);

const extra = fc.dictionary(fc.constantFrom("__proto__", "constructor", "toString", "more", "viewer"), wrong, {
  maxKeys: 2,
});

function inputFor(schema: JsonSchema): fc.Arbitrary<Fields> {
  const properties = Object.entries(schema.properties ?? {}).flatMap(
    ([name, property]): [string, fc.Arbitrary<unknown>][] => {
      if (typeof property === "boolean") return [];
      const fits = fitting(property);
      const known = property.format === "uuid" ? undefined : familiar[name];
      return [
        [name, known === undefined ? fits : fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: fits })],
      ];
    },
  );
  const right = fc.record(Object.fromEntries(properties), { requiredKeys: schema.required ?? [] });
  const names = properties.map(([name]) => name);
  if (names.length === 0) return fc.oneof(right, extra);
  const near = fc
    .tuple(right, fc.constantFrom(...names), wrong)
    .map(([fields, name, value]) => ({ ...fields, [name]: value }));
  const without = fc
    .tuple(right, fc.constantFrom(...names))
    .map(([fields, name]) => Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name)));
  const hostile = fc
    .tuple(fc.dictionary(fc.constantFrom(...names), wrong), extra)
    .map(([fields, more]) => ({ ...fields, ...more }));
  return fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 3, arbitrary: near },
    { weight: 1, arbitrary: without },
    { weight: 2, arbitrary: hostile },
  );
}

/** A procedure name and its input. */
export interface ParityCase {
  readonly name: string;
  readonly fields: Fields;
}

/** Known credentials: random inputs seldom combine an address with its password. */
const credentials = fc
  .constantFrom(...usernames)
  .map((name) => ({ email: `${name}@example.com`, password: "a fine password" }));

/** Samples of features about the twins' articles and records. */
const ownInputs = new Map<string, fc.Arbitrary<Fields>>(
  featureSamples
    .flatMap(({ access }) => Object.entries(access))
    .map(([name, { input }]) => [name, fc.nat(slugs.length - 1).map((index) => input(sampleInputsAround(index)))]),
);

/** The JSON schema of an input with all references inlined. */
function schemaOf(input: Procedure["input"]): JsonSchema {
  const { $defs = {}, ...schema } = z.toJSONSchema(input, { io: "input" });
  const writeOut = (_: string, value: { readonly $ref?: string } | null) =>
    value?.$ref === undefined ? value : $defs[value.$ref.replace("#/$defs/", "")];
  return JSON.parse(JSON.stringify(schema), writeOut);
}

const fieldsFor = (name: string, { input }: Procedure) => {
  const fields = inputFor(schemaOf(input));
  const own = name === "accounts.login" ? credentials : ownInputs.get(name);
  return own === undefined ? fields : fc.oneof(fields, own);
};

// Password hashing is slow on purpose.
const isHashed = (name: string) => name === "accounts.register" || name === "accounts.login";
/** Calls that random inputs cannot complete are refused alike, so a few of them suffice. */
const isBeyond = (name: string) =>
  /^sessions\.(openApp|refresh|reauthenticate)$|^passwords\.reset$|^emails\.(verify|confirmChange)$|^(admin|apiKeys|oauth|totp|passkeys|webhooks)\./.test(
    name,
  );
const weightOf = (name: string) => (isBeyond(name) ? 1 : isHashed(name) ? 2 : 5);

/** Generates inputs of each procedure: valid, nearly valid and hostile. */
export const parityInputs: ReadonlyMap<string, fc.Arbitrary<Fields>> = new Map(
  callsOf(api).map(({ name, procedure }) => [name, fieldsFor(name, procedure)]),
);

/** Generates calls of every procedure. */
export const parityCase: fc.Arbitrary<ParityCase> = fc.oneof(
  ...[...parityInputs].map(([name, inputs]) => ({
    weight: weightOf(name),
    arbitrary: inputs.map((fields) => ({ name, fields })),
  })),
);

/** Decimals that a number holds without rounding, and whatever JavaScript itself prints. */
const isNumber = (text: string) =>
  /^-?(?=[\d.]{1,16}$)\d+(?:\.\d+)?$/.test(text) || (Number.isFinite(Number(text)) && text === String(Number(text)));
const fixedWords = new Set(callsOf(api).flatMap(({ procedure }) => procedure.rest?.route.split("/").slice(2) ?? []));

/** The URL text of a value, if there is one. */
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value.toWellFormed() : typeof value === "object" ? undefined : String(value);

/** The value of a text in a URL, by its field's type. */
export function meaningOf(text: string, schema: z.core.$ZodType): unknown {
  const { type } = z.toJSONSchema(schema, { io: "input" });
  return (type === "integer" || type === "number") && isNumber(text) ? Number(text) : text;
}

/** One call as both surfaces send it. */
export interface EncodedCall {
  /** The tRPC input. */
  readonly input: Fields;
  /** Path and query below `/api`. */
  readonly address: string;
  /** The REST body, if any. */
  readonly body: Fields | undefined;
}

/**
 * Encodes the same call for tRPC and REST. This is the one place that knows where their wires differ by design:
 * - an address holds text: `5` and `"5"` are one there, so tRPC gets what the field's type makes of the text;
 * - null, lists and objects have no text and are left out of a query; half a surrogate pair becomes U+FFFD;
 * - what is left empty in a query counts as left out, where it may be left out and may not be empty;
 * - a path always has its fields: not absent, not empty, not `.` or `..`, which URLs resolve, and not a fixed word of
 *   another route, such as `feed`. What cannot be encoded in a path is `undefined` here: only tRPC can ask it;
 * - a DELETE, and a POST that has no fields of its own, sends no body; a POST to tRPC may hold unknown fields;
 * - the revision that a write expects is a header of REST, which no call here sends;
 * - an input that is no object at all is reported as an error of the envelope (`article`), over tRPC as one of `input`.
 */
export function encodeCall(procedure: Procedure, route: Route, given: Fields): EncodedCall | undefined {
  const { shape } = procedure.input;
  const fields = Object.fromEntries(Object.entries(given).filter(([name]) => name !== procedure.rest?.ifMatch));
  const inPath = new Map<string, string>();
  for (const name of route.parameters) {
    const text = Object.hasOwn(fields, name) ? textOf(fields[name]) : undefined;
    if (text === undefined || ["", ".", ".."].includes(text) || fixedWords.has(text)) return undefined;
    inPath.set(name, text);
  }
  const rest = Object.entries(fields).filter(([name]) => !inPath.has(name));
  const isLeftOut = (name: string, text: string | undefined) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return text === "" && field?._zod.optin !== undefined && !z.safeParse(field, "").success;
  };
  const inQuery = (route.method === "GET" ? rest : [])
    .map(([name, value]) => [name, textOf(value)] as const)
    .filter(([name, text]) => !isLeftOut(name, text));
  const texts = [...inPath, ...inQuery].flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  const meant = texts.map(([name, text]) => [
    name,
    Object.hasOwn(shape, name) ? meaningOf(text, shape[name] ?? z.unknown()) : text,
  ]);
  const isInBody = ["POST", "PUT", "PATCH"].includes(route.method);
  const hasBody = isInBody && Object.keys(shape).length > inPath.size;
  const query = new URLSearchParams(
    inQuery.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  ).toString();
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath.get(name) ?? ""));
  return {
    input: Object.fromEntries([...(route.method === "GET" ? [] : rest), ...meant]),
    address: query === "" ? path : `${path}?${query}`,
    body: hasBody ? Object.fromEntries(rest) : undefined,
  };
}
