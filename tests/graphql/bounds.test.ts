import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { createGraphql } from "../../server/surfaces/graphql/index.ts";
import { readManifest } from "../../server/surfaces/graphql/manifest.ts";
import { query } from "../../shared/contract/index.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { type ServedContracts, serveContracts } from "../support/contracts.ts";
import { graphql } from "../support/graphql.ts";

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ token } = await signUp(app, "ada"));
});
afterAll(() => app.stop());

const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(" ");
const nested = (levels: number): string =>
  levels === 0 ? "{ nodes { slug } }" : `{ nodes { author { articles(first: 1) ${nested(levels - 1)} } } }`;

test.each([
  ["too many tokens", `{ tagsList { ${many(2100, () => "tags")} } }`, "tokens"],
  ["too many levels", `{ articlesList ${nested(6)} }`, "levels"],
  ["too many aliases", `{ tagsList { ${many(60, (n) => `a${n}: tags`)} } }`, "aliases"],
  ["too many root fields", `{ ${many(25, (n) => `a${n}: tagsList { tags }`)} }`, "root fields"],
  [
    "pages that multiply",
    "{ articlesList(first: 100) { nodes { author { articles(first: 100) { nodes { slug } } } } } }",
    "items",
  ],
  [
    "pages by default sizes",
    `{ articlesList(first: 100) { nodes { author { articles { nodes { author { articles { nodes { slug } } } } } } } } }`,
    "items",
  ],
  [
    "fragments that multiply",
    `${many(12, (n) => `fragment F${n} on Profile { articles(first: 1) { nodes { author { ...F${n + 1} } x: author { ...F${n + 1} } } } }`)}
     fragment F12 on Profile { username } { articlesList { nodes { author { ...F0 } } } }`,
    "levels",
  ],
])("%s: the document is refused before anything runs", async (_, document, word) => {
  const { status, data, errors } = await graphql(app, document);
  expect({ status, data }).toEqual({ status: 413, data: undefined });
  expect(errors).toMatchObject([{ message: expect.stringContaining(word), extensions: { code: "too_large" } }]);
});

test("introspection by usual tools is within the bounds", async () => {
  const { data, errors } = await graphql(app, getIntrospectionQuery({ oneOf: true, specifiedByUrl: true }));
  expect(errors).toBeUndefined();
  expect(data.__schema.queryType.name).toBe("Query");
});

test("an alias cannot reach into objects' prototypes", async () => {
  const { status, errors } = await graphql(app, "{ __proto__: tagsList { tags } }");
  expect({ status, code: errors[0].extensions.code }).toEqual({ status: 400, code: "malformed" });
});

test("a key stands for one mutation, and repeats its answer", async () => {
  const publish = (fields: string) =>
    graphql(app, `mutation ($input: ArticlesPublishInput!) { ${fields} }`, {
      token,
      headers: { "idempotency-key": "one" },
      variables: { input: { title: "Once", description: "d", body: "b" } },
    });
  const field = (name: string) => `${name}: articlesPublish(input: $input) { ... on Article { slug } }`;
  const first = await publish(field("a"));
  const again = await publish(field("a"));
  expect(again.data).toEqual(first.data);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect((await publish(`${field("a")} ${field("b")}`)).errors[0].extensions.code).toBe("malformed");
});

test.each([
  ["a form of another site", { "content-type": "text/plain" }, 415],
  ["a cookie from another origin", { cookie: "__Host-dovetail=x.y", origin: "https://evil.example" }, 403],
])("%s runs nothing", async (_, headers, status) => {
  const response = await app.fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: "{ tagsList { tags } }" }),
  });
  expect(response.status).toBe(status);
});

test("a GET only reads", async () => {
  const get = (document: string) => app.fetch(`/graphql?query=${encodeURIComponent(document)}`);
  expect((await get("{ tagsList { tags } }")).status).toBe(200);
  const refused = await get("mutation { sessionsLogout { __typename } }");
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
});

const contracts = {
  things: {
    get: query({ summary: "Get", access: "public", input: z.object({}), output: z.string() }),
    fail: query({ summary: "Fail", access: "public", input: z.object({}), output: z.string() }),
  },
};

const serve = (options: Parameters<typeof createGraphql>[0]): ServedContracts =>
  serveContracts(
    contracts,
    {
      things: {
        get: () => "one",
        fail: () => {
          throw new Error("password=hunter2");
        },
      },
    },
    undefined,
    createGraphql(options),
  );

test("an unexpected error reveals nothing; the log has it, and the other fields are answered", async () => {
  const service = serve({ introspection: true, documents: null });
  const { data, errors } = await graphql(service, "{ thingsFail thingsGet }", {
    headers: { "x-request-id": "request-1" },
  });
  expect(data).toEqual({ thingsFail: null, thingsGet: "one" });
  expect(errors[0].message).toBe("An internal error occurred. Request request-1.");
  expect(JSON.stringify(errors)).not.toContain("hunter2");
  expect(JSON.stringify(service.logLines)).toContain("hunter2");
});

test("without introspection, neither the schema nor suggestions reveal its names", async () => {
  const service = serve({ introspection: false, documents: null });
  expect((await graphql(service, "{ __schema { queryType { name } } }")).errors[0].message).toContain("introspection");
  expect((await graphql(service, "{ thingsGe }")).errors[0].message).not.toContain("thingsGet");
});

test("where documents are persisted, clients can run only those", async () => {
  const documents = readManifest(JSON.stringify({ operations: [{ id: "abc", body: "{ thingsGet }", name: "Get" }] }));
  expect(readManifest('{"abc":"{ thingsGet }"}')).toEqual(documents);
  expect(() => readManifest("[]")).toThrow("must be JSON such as");
  const service = serve({ introspection: false, documents });
  const post = async (body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await service.fetch("/graphql", init);
    return [response.status, await response.json()];
  };
  const answer = [200, { data: { thingsGet: "one" } }];
  expect(await post({ documentId: "sha256:abc" })).toEqual(answer);
  expect(await post({ extensions: { persistedQuery: { version: 1, sha256Hash: "abc" } } })).toEqual(answer);
  expect(await post({ query: "{ thingsGet }" })).toMatchObject([
    400,
    { errors: [{ extensions: { code: "malformed" } }] },
  ]);
  expect(await post({ documentId: "def" })).toMatchObject([400, { errors: [{ message: "PersistedQueryNotFound" }] }]);
});
