import { createClient } from "graphql-sse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectAllAudits } from "../graphql/audits.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { enrol } from "../support/people.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";

const followed = `subscription ($author: String) {
  articlesChanges(author: $author) { ... on ArticleChange { type slug } ... on StreamReset { reset } }
}`;

describe.each([
  ["node", []],
  ["deno", []],
  ["worker", ["server/entry/worker-graphql.ts"]],
] as const)("GraphQL on %s", (runtime, parameters) => {
  let database: TestDatabase;
  let server: ServerProcess;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startServer(runtime, database.url, { parameters });
  });
  afterAll(async () => {
    server?.process.kill("SIGTERM");
    await database?.drop();
  });

  test("all audits of GraphQL over HTTP pass", () => expectAllAudits(`${server.url}/graphql`));

  test("graphql-sse's client follows a subscription", async () => {
    const { token } = await enrol({ database }, "ada");
    const client = createClient({ url: `${server.url}/graphql` });
    const { promise: connected, resolve } = Promise.withResolvers<void>();
    const results: unknown[] = [];
    client.subscribe(
      { query: followed, variables: { author: "ada" } },
      { next: ({ data }) => void results.push(data), complete: () => {}, error: (error) => void results.push(error) },
      { connected: () => resolve() },
    );
    await connected;
    const published = await fetch(`${server.url}/api/articles`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ article: { title: "To all", description: "d", body: "b" } }),
    });
    expect(published.status).toBe(201);
    await expect.poll(() => results).toEqual([{ articlesChanges: { type: "published", slug: "to-all" } }]);
    client.dispose();
  });
});
