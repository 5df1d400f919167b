import fc from "fast-check";
import { type CredentialName, credentials } from "../support/replica-app.ts";
import { badly, type Call, favorites, mutation, mutations, queries, query } from "./trpc-calls.ts";

/** A request to `/trpc`, and whether the direct path must answer it. */
export interface TrpcRequest {
  readonly family: string;
  readonly method: string;
  /** The path after `/trpc`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly credential: CredentialName;
  readonly isDirect: boolean;
}

const json = { "content-type": "application/json" };
const credential = fc.oneof(fc.constantFrom(...credentials), fc.constant("ada" as const));

const text = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));
const search = (...pairs: (string | undefined)[]) => {
  const given = pairs.filter((pair) => pair !== undefined);
  return given.length === 0 ? "" : `?${given.join("&")}`;
};
const inputPair = (value: unknown) =>
  value === undefined ? undefined : `input=${encodeURIComponent(JSON.stringify(value))}`;

/** Defaults of a request. */
const request = (
  family: string,
  about: fc.Arbitrary<Partial<TrpcRequest> & Pick<TrpcRequest, "address" | "isDirect">>,
): fc.Arbitrary<TrpcRequest> =>
  fc.tuple(about, credential).map(([given, name]) => ({
    family,
    method: "GET",
    headers: {},
    body: undefined,
    credential: name,
    ...given,
  }));

const get = ({ name, input }: Call, isDirect = true) => ({ address: `/${name}${search(inputPair(input))}`, isDirect });
const post = ({ name, input }: Call, isDirect = true) => ({
  method: "POST",
  address: `/${name}`,
  headers: json,
  body: text(input),
  isDirect,
});

const names = (calls: readonly Call[]) => calls.map(({ name }) => name).join(",");
const inputs = (calls: readonly Call[]) => Object.fromEntries(calls.map(({ input }, index) => [index, input]));

const batchGet = (calls: readonly Call[]) => ({
  address: `/${names(calls)}${search("batch=1", inputPair(inputs(calls)))}`,
  isDirect: true,
});
const batchPost = (calls: readonly Call[]) => ({
  method: "POST",
  address: `/${names(calls)}?batch=1`,
  headers: json,
  body: text(inputs(calls)),
  isDirect: true,
});

const unknownNames = [
  ..."__proto__|constructor|toString|hasOwnProperty|articles|articles.|.list|articles.nope|articles.__proto__".split(
    "|",
  ),
  ..."articles.constructor|ARTICLES.LIST|articles.list.x|articles/list|a,b|then|%|%E0%A4%A|%00|tags.list%20".split("|"),
  "",
];

const single = [
  request(
    "good query",
    query.map((given) => get(given)),
  ),
  request(
    "good query by POST",
    query.map((given) => post(given)),
  ),
  request(
    "good mutation",
    mutation.map((given) => post(given)),
  ),
  request(
    "bad query",
    badly(query).map((given) => get(given)),
  ),
  request(
    "bad mutation",
    badly(mutation).map((given) => post(given)),
  ),
  request(
    "input left out",
    fc.oneof(query, mutation).map(({ name }) => post({ name, input: undefined })),
  ),
  request(
    "empty input",
    query.map(({ name }) => ({ address: `/${name}?input=`, isDirect: true })),
  ),
  request(
    "unknown procedure",
    fc.constantFrom(...unknownNames).map((name) => post({ name, input: {} }, false)),
  ),
  request(
    "unknown by GET",
    fc.constantFrom(...unknownNames).map((name) => get({ name, input: undefined }, false)),
  ),
  request(
    "mutation by GET",
    mutation.map((given) => get(given, false)),
  ),
];

const methods = fc.constantFrom("PUT", "DELETE", "PATCH", "OPTIONS");
const contentTypes = ["text/plain", "application/jsonx", "", "application/x-www-form-urlencoded", "application/json,x"];
const jsonTypes = ["application/json; charset=utf-8", "Application/JSON", " application/json ;x=y", "application/json"];
const broken = ["{", "[1,", "nope", "{'a':1}", "\0", '{"slug":"oak"}}', " ", "undefined", '{"a":1,}', "\ufeff{}"];

const odd = [
  request(
    "wrong method",
    fc.tuple(fc.oneof(query, mutation), methods, fc.boolean()).map(([given, method, hasBody]) => ({
      ...(hasBody ? post(given, false) : get(given, false)),
      method,
    })),
  ),
  request(
    "broken JSON",
    fc.tuple(fc.oneof(query, mutation), fc.constantFrom(...broken), fc.boolean()).map(([{ name }, body, isBatch]) => ({
      method: "POST",
      address: `/${name}${isBatch ? "?batch=1" : ""}`,
      headers: json,
      body,
      isDirect: body === "\ufeff{}",
    })),
  ),
  request(
    "broken JSON by GET",
    fc.tuple(query, fc.constantFrom("{", "nope", "%", "a?batch=1")).map(([{ name }, input]) => ({
      address: `/${name}?input=${input}`,
      isDirect: false,
    })),
  ),
  request(
    "other content type",
    fc.tuple(fc.oneof(query, mutation), fc.constantFrom(...contentTypes)).map(([given, type]) => ({
      ...post(given, false),
      headers: { "content-type": type },
    })),
  ),
  request(
    "JSON by another spelling",
    fc.tuple(query, fc.constantFrom(...jsonTypes)).map(([given, type]) => ({
      ...post(given),
      headers: { "content-type": type },
    })),
  ),
  request(
    "GET with a content type",
    query.map((given) => ({ ...get(given, false), headers: { "content-type": "text/html" } })),
  ),
  request(
    "path in percents",
    query.map(({ name, input }) => ({
      address: `/${name.replace(".", "%2E")}${search(inputPair(input))}`,
      isDirect: false,
    })),
  ),
  request(
    "slash at the end",
    query.map(({ name, input }) => get({ name: `${name}/`, input }, false)),
  ),
  request(
    "parameters that were not asked for",
    fc
      .tuple(
        query,
        fc.constantFrom(
          "a=b",
          "batch=0",
          "batch=true",
          "%62atch=1",
          "connectionParams=%7B%7D",
          "x",
          "connectionParams=5",
        ),
      )
      .map(([{ name, input }, pair]) => ({ address: `/${name}${search(inputPair(input), pair)}`, isDirect: false })),
  ),
  request(
    "input in the address of a POST",
    fc.tuple(query, fc.constantFrom("input=1", "input=x?batch=1", "input=%7B%7D")).map(([given, pair]) => ({
      ...post(given),
      address: `/${given.name}?${pair}`,
    })),
  ),
  request(
    "accepts other answers",
    fc
      .tuple(query, fc.constantFrom("application/jsonl;q=1", "text/event-stream", "application/jsonlx"))
      .map(([given, accept]) => ({ ...get(given), headers: { accept } })),
  ),
];

const batchInputs = fc.constantFrom(
  "null",
  "[]",
  "5",
  '"text"',
  "{}",
  '{"7":{}}',
  '{"0":null}',
  '{"0":{},"00":{}}',
  "",
);

const batch = [
  request("batch of queries", queries.map(batchGet)),
  request("batch of queries by POST", queries.map(batchPost)),
  request("batch of mutations", mutations.map(batchPost)),
  request(
    "batch of queries and mutations",
    fc.tuple(queries, favorites).map((parts) => ({ ...batchPost(parts.flat()), isDirect: false })),
  ),
  request(
    "batch with an unknown call",
    fc.tuple(queries, fc.constantFrom("nope.nope", "__proto__", "")).map(([calls, name]) => ({
      ...batchGet([...calls, { name, input: {} }]),
      isDirect: false,
    })),
  ),
  request(
    "batch with odd inputs",
    fc
      .tuple(queries, batchInputs)
      .map(([calls, body]) => ({ ...batchPost(calls), body, isDirect: /^(?:\{.*)?$/.test(body) })),
  ),
  request(
    "empty batch",
    fc.constantFrom("/?batch=1", "?batch=1", "/,?batch=1").map((address) => ({ address, isDirect: false })),
  ),
  request(
    "batch of 21 and more",
    fc.tuple(query, fc.integer({ min: 19, max: 25 })).map(([given, length]) => ({
      ...batchGet(Array.from({ length }, () => given)),
      isDirect: length <= 20,
    })),
  ),
  request(
    "batch in a stream",
    fc
      .tuple(fc.oneof(queries.map(batchGet), queries.map(batchPost), mutations.map(batchPost)), fc.boolean())
      .map(([given, isAccept]) => ({
        ...given,
        headers: {
          ...("headers" in given && given.headers),
          ...(isAccept ? { accept: "text/html, application/jsonl" } : { "trpc-accept": "application/jsonl" }),
        },
        isDirect: false,
      })),
  ),
  request(
    "stream without a batch",
    query.map((given) => ({ ...get(given, false), headers: { "trpc-accept": "application/jsonl" } })),
  ),
];

/** Requests as sent by tRPC clients, people and attackers. */
export const trpcRequest: fc.Arbitrary<TrpcRequest> = fc.oneof(...single, ...single, ...odd, ...batch);
