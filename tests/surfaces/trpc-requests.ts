import fc from "fast-check";
import { type CredentialName, credentials, slugs, usernames } from "../support/twins.ts";

/** A request to `/trpc`, and whether the direct path must answer it. */
export interface TrpcRequest {
  readonly family: string;
  readonly method: string;
  /** What follows `/trpc`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly credential: CredentialName;
  readonly isDirect: boolean;
}

interface Call {
  readonly name: string;
  readonly input: unknown;
}

const json = { "content-type": "application/json" };
const credential = fc.oneof(fc.constantFrom(...credentials), fc.constant("ada" as const));
const slug = fc.constantFrom(...slugs, "nothing-here");
const username = fc.constantFrom(...usernames, "nobody");
const word = fc.stringMatching(/^[a-z]{1,8}$/);

const call = (name: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<Call> =>
  input.map((value) => ({ name, input: value }));

const page = {
  limit: fc.integer({ min: 1, max: 100 }),
  offset: fc.integer({ min: 0, max: 5 }),
  tag: fc.constantFrom("wood", "steel"),
  author: username,
  favorited: username,
};

const query = fc.oneof(
  call("tags.list", fc.constantFrom({}, undefined)),
  call("articles.list", fc.record(page, { requiredKeys: [] })),
  call("articles.get", fc.record({ slug })),
  call("articles.feed", fc.record({ limit: page.limit }, { requiredKeys: [] })),
  call("profiles.get", fc.record({ username })),
  call("comments.list", fc.record({ slug })),
  call("accounts.current", fc.constantFrom({}, undefined)),
  call("sessions.list", fc.constant({})),
);

const draft = { title: word, description: word, body: word, tagList: fc.uniqueArray(word, { maxLength: 3 }) };
const newcomer = word.map((name) => ({ username: `x${name}`, email: `x${name}@example.com`, password: "long enough" }));

const mutation = fc.oneof(
  {
    weight: 3,
    arbitrary: call("articles.publish", fc.record(draft, { requiredKeys: ["title", "description", "body"] })),
  },
  { weight: 3, arbitrary: call("articles.favourite", fc.record({ slug })) },
  { weight: 3, arbitrary: call("articles.unfavourite", fc.record({ slug })) },
  { weight: 3, arbitrary: call("articles.update", fc.record({ slug, ...draft }, { requiredKeys: ["slug"] })) },
  { weight: 1, arbitrary: call("articles.delete", fc.record({ slug: word })) },
  { weight: 3, arbitrary: call("comments.add", fc.record({ slug, body: word })) },
  { weight: 2, arbitrary: call("comments.delete", fc.record({ slug, id: fc.integer({ min: 1, max: 30 }) })) },
  { weight: 3, arbitrary: call("profiles.follow", fc.record({ username })) },
  { weight: 2, arbitrary: call("profiles.unfollow", fc.record({ username })) },
  { weight: 2, arbitrary: call("accounts.update", fc.record({ bio: fc.constantFrom("", null, "Saws.") })) },
  { weight: 1, arbitrary: call("accounts.register", newcomer) },
);

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    [],
    [{}],
    5,
    "text",
    true,
    { slug: 5 },
    { slug: "\0" },
    { slug: "\ud800" },
    { limit: -1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "slug", "limit", "username"),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);

const badly = (good: fc.Arbitrary<Call>): fc.Arbitrary<Call> =>
  fc.tuple(good, hostile).map(([{ name }, input]) => ({ name, input }));

const text = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));
const search = (...pairs: (string | undefined)[]) => {
  const given = pairs.filter((pair) => pair !== undefined);
  return given.length === 0 ? "" : `?${given.join("&")}`;
};
const inputPair = (value: unknown) =>
  value === undefined ? undefined : `input=${encodeURIComponent(JSON.stringify(value))}`;

/** Everything a request needs that a family leaves unsaid. */
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

/** Calls of one batch, all of which may run in any order. */
const favourites = fc
  .uniqueArray(slug, { minLength: 1, maxLength: 4 })
  .map((chosen) => chosen.map((of): Call => ({ name: "articles.favourite", input: { slug: of } })));
const nonsense = fc.array(
  badly(mutation).filter(({ name }) => name !== "accounts.update"),
  { maxLength: 3 },
);
const queries = fc.array(fc.oneof({ weight: 3, arbitrary: query }, { weight: 1, arbitrary: badly(query) }), {
  minLength: 1,
  maxLength: 6,
});
const mutations = fc.tuple(favourites, nonsense).map((parts) => parts.flat());

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
    fc.tuple(query, fc.constantFrom("{", "nope", "%", "%E0", "a?batch=1")).map(([{ name }, input]) => ({
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
    "parameters nobody asked for",
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
    fc.tuple(queries, favourites).map((parts) => ({ ...batchPost(parts.flat()), isDirect: false })),
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

/** Requests of every kind that tRPC clients, curious people and attackers send. */
export const trpcRequest: fc.Arbitrary<TrpcRequest> = fc.oneof(...single, ...single, ...odd, ...batch);
