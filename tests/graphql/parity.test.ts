import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { createClient } from "../../client/index.ts";
import { createGraphqlSchema } from "../../server/surfaces/graphql/schema.ts";
import { proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { comparable, inTypeScript } from "../native/client-scenes.ts";
import { parityCalls } from "../native/parity-calls.ts";
import { graphql } from "../support/graphql.ts";
import { graphqlCall } from "../support/graphql-calls.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { type ReplicaApp, startReplicaApp } from "../support/replica-app.ts";

// The calls that the native clients are compared by, over GraphQL. REST is compared with tRPC in tests/surfaces/parity.test.ts.

let twins: readonly [ReplicaApp, ReplicaApp];
let server: TestServer;
beforeAll(async () => {
  twins = [await startReplicaApp(), await startReplicaApp()];
  server = await serveTestApp(twins[1].app);
});
afterAll(async () => {
  await server.stop();
  await Promise.all(twins.map(({ app }) => app.stop()));
});

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** GraphQL answers null for a field that is left out, ids as text, and the items of a page under a name of its own. */
function inGraphqlsForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inGraphqlsForm);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  const lists = entries.filter(([, field]) => Array.isArray(field));
  const items = "next" in value && lists.length === 1 ? lists[0]?.[0] : undefined;
  return Object.fromEntries(
    entries.map(([name, field]) => [
      name === items ? "nodes" : name,
      isId(name) ? String(field) : inGraphqlsForm(field),
    ]),
  );
}

const isId = (name: string) => /^id$|Id$/.test(name);
const procedures = new Map(proceduresOf(api).map(({ name, procedure }) => [name, procedure]));

/** Values that GraphQL itself converts: its `ID` takes numbers for text, and text for numbers; a list takes one item as a list. */
const isConverted = (procedure: string, input: object) =>
  Object.entries(input).some(([name, value]) => {
    const schema = procedures.get(procedure)?.input.shape[name];
    if (schema === undefined || value === null) return false;
    if (isId(name)) return !schema.safeParse(value).success;
    return z.toJSONSchema(schema, { io: "input" }).type === "array" && !Array.isArray(value);
  });

test("every procedure ends over GraphQL as in the TypeScript client, done or refused", async () => {
  const schema = createGraphqlSchema(api);
  const called = new Set<string>();
  const done = new Set<string>();
  for (const { name, input, credential } of parityCalls) {
    const [ours = {}, headers = {}] = twins.map((twin) => ({
      ...twin.headersFor(credential),
      "x-request-id": "both-surfaces",
    }));
    const theirs = createClient({ url: server.url, headers });
    const call = graphqlCall(schema, name, input);
    if (call === undefined || isConverted(name, input)) continue;
    const { query, variables } = call;
    const answer = await graphql(twins[0].app, query, { headers: ours, variables });
    const ending = call.read(answer);
    // A page of more items than an operation may return is refused before the contract is asked, which may return fewer instead.
    if (answer.errors?.[0].extensions.code === "too_large") continue;
    const expected = await inTypeScript(theirs, name, input);
    expect([name, input, inGraphqlsForm(comparable(ending))]).toEqual([
      name,
      input,
      inGraphqlsForm(comparable(expected)),
    ]);
    called.add(name);
    if (isObject(ending) && "output" in ending) done.add(name);
  }
  expect(parityCalls.filter(({ name }) => !called.has(name)).map(({ name }) => name)).toEqual([]);
  expect(done.size).toBeGreaterThan(20);
});
