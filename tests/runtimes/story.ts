import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encryptionKeys } from "../factors/owner.ts";
import { registered } from "../native/app-client.ts";
import { type RunningServer, type Runtime, startRuntime } from "../support/runtimes.ts";
import { describeApps, describeFactors, describeMail, describeSessions } from "./account-stories.ts";
import { describeBodies } from "./bodies.ts";
import { describeClient, describeStreams, describeTrpc } from "./client-stories.ts";
import { article, createService, type Service } from "./service.ts";

function describeRest(service: Service): void {
  const { rest, signUp } = service;

  test("REST: the whole story of a writer and a reader", async () => {
    const [writer, reader] = [await signUp(), await signUp()];
    const published = await rest("POST", "/articles", {
      token: writer.token,
      body: { article: article("A first joint") },
    });
    expect(published.status).toBe(201);
    const { slug } = published.body.article;
    await rest("POST", `/profiles/${writer.username}/follow`, { token: reader.token });
    expect((await rest("GET", "/articles/feed", { token: reader.token })).body).toMatchObject({
      articles: [{ slug, author: { username: writer.username, following: true } }],
      articlesCount: 1,
    });
    const favorite = await rest("POST", `/articles/${slug}/favorite`, { token: reader.token });
    expect(favorite.body.article).toMatchObject({ favorited: true, favoritesCount: 1 });
    expect((await rest("GET", `/articles?favorited=${reader.username}`)).body.articles).toHaveLength(1);
    const refused = await rest("DELETE", `/articles/${slug}`, { token: reader.token });
    expect([refused.status, refused.body.errors]).toEqual([403, { article: ["forbidden"] }]);
    expect((await rest("DELETE", `/articles/${slug}`, { token: writer.token })).status).toBe(204);
    expect((await rest("GET", `/articles/${slug}`)).status).toBe(404);
  });

  test("responses carry a request id and do not name the server software", async () => {
    const { headers } = await rest("GET", "/tags");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
  });

  test("a body over one mebibyte is refused, whether its length is announced or not", async () => {
    const huge = JSON.stringify({ user: { email: "x".repeat(1_100_000), password: "p" } });
    const init = { method: "POST", headers: { "content-type": "application/json" } };
    expect((await fetch(`${service.url}/api/users/login`, { ...init, body: huge })).status).toBe(413);
    const chunked = { ...init, body: new Blob([huge]).stream(), duplex: "half" };
    expect((await fetch(`${service.url}/api/users/login`, chunked)).status).toBe(413);
  });
}

const environment = {
  ENCRYPTION_KEYS: encryptionKeys.current,
  MAIL_URL: "mailbox:",
  NATIVE_APPS: registered,
  JWT_KEYS: `story:${Buffer.alloc(32, 7).toString("base64")}`,
};

/** The end-to-end suite of every runtime; `describeMore` adds the tests of one runtime. */
export function describeRuntime(runtime: Runtime, describeMore: (server: () => RunningServer) => void): void {
  describe(runtime, () => {
    let server: RunningServer;
    const service = createService(() => server);
    beforeAll(async () => {
      server = await startRuntime(runtime, environment);
    }, 90_000);
    afterAll(() => server?.stop());
    describeRest(service);
    describeSessions(service);
    describeMail(service);
    describeFactors(service);
    describeTrpc(service);
    describeClient(service);
    describeStreams(service);
    describeBodies(runtime, () => server);
    describeApps(service);
    describeMore(() => server);
  });
}
