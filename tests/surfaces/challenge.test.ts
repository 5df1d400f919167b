import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";
import { sendTrpc } from "../support/trpc.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ PUBLIC_URL: "https://api.example.com" });
});
afterAll(() => app.stop());

const metadata = "https://api.example.com/.well-known/oauth-protected-resource";
const challenge = `Bearer realm="api.example.com", resource_metadata="${metadata}"`;
const dead = { authorization: "Bearer made.up" };
const challengeIn = (headers: Headers) => headers.get("www-authenticate");

describe("WWW-Authenticate", () => {
  test.each([
    ["REST", "/api/user"],
    ["tRPC", "/trpc/accounts.current"],
    ["a batch", "/trpc/accounts.current,accounts.current?batch=1"],
    ["tRPC's own handling", "/trpc/accounts.current?batch=1&input=%7B%7D&x=1"],
  ])("says over %s how to be recognised, and no more to who presents nothing", async (_surface, path) => {
    for (const headers of [{}, { authorization: "Basic YTpi" }, { cookie: "__Host-dovetail=a.b" }]) {
      const answer = await app.fetch(path, { headers });
      expect([answer.status, challengeIn(answer.headers)]).toEqual([401, challenge]);
    }
    expect(challengeIn((await app.fetch(path, { headers: dead })).headers)).toContain(
      `${challenge}, error="invalid_token"`,
    );
  });

  test("comes with a public response to a bad token, which no shared cache may store", async () => {
    for (const path of ["/api/articles", "/trpc/articles.list", "/trpc/articles.list,tags.list?batch=1"]) {
      const answer = await app.fetch(path, { headers: dead });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toMatch(/^(?:no-store|private, no-cache)$/);
      if (answer.headers.has("etag")) expect(answer.headers.get("vary")).toMatch(/authorization/i);
      expect(challengeIn(answer.headers)).toContain('error="invalid_token"');
      expect(challengeIn((await app.fetch(path)).headers)).toBeNull();
    }
  });

  test("names a scope that a key lacks, over both surfaces", async () => {
    const { token } = await enrol(app);
    const { body } = await app.rest("POST", "/api-keys", { token, body: { name: "k", scopes: ["feed:read"] } });
    const article = { title: "t", description: "d", body: "b" };
    const overRest = await app.rest("POST", "/articles", { token: body.key, body: { article } });
    const overTrpc = await sendTrpc(app, "articles.publish", {
      method: "POST",
      headers: { authorization: `Bearer ${body.key}`, "content-type": "application/json" },
      body: JSON.stringify(article),
    });
    for (const { status, headers } of [overRest, overTrpc])
      expect([status, challengeIn(headers)]).toEqual([403, `${challenge}, error="insufficient_scope"`]);
  });

  test("points to metadata that name the authorization server", async () => {
    const { origin } = new URL(metadata);
    const resource = await (await app.fetch(new URL(metadata).pathname)).json();
    expect(resource).toMatchObject({
      resource: origin,
      authorization_servers: [origin],
      bearer_methods_supported: ["header"],
    });
    const server = await (await app.fetch("/.well-known/oauth-authorization-server")).json();
    expect(server.issuer).toBe(resource.authorization_servers[0]);
  });
});
