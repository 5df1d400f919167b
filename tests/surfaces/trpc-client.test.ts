import { readFileSync } from "node:fs";
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  TRPCClientError,
  type TRPCLink,
} from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Router } from "../../server/surfaces/trpc/router-type.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";

let app: TestApp;
let server: TestServer;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

/** Headers of a link: the token of the signed-in user. */
interface Sender {
  token: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

type MakeLink = (sender: Sender) => TRPCLink<Router>;

const options = (sender: Sender) => ({
  url: `${server.url}/trpc`,
  headers: () => ({ ...sender.headers, ...(sender.token !== null && { authorization: `Bearer ${sender.token}` }) }),
});

/** The limits of links, from docs/CLIENTS.md. */
const documented = { maxItems: 20, maxURLLength: 8000 };

const httpLinkOf: MakeLink = (sender) => httpLink(options(sender));
const streamLinkOf: MakeLink = (sender) => httpBatchStreamLink(options(sender));

const links: Readonly<Record<string, MakeLink>> = {
  httpLink: httpLinkOf,
  "httpLink that always posts": (sender) => httpLink({ ...options(sender), methodOverride: "POST" }),
  httpBatchLink: (sender) => httpBatchLink(options(sender)),
  "httpBatchLink that always posts": (sender) => httpBatchLink({ ...options(sender), methodOverride: "POST" }),
  httpBatchStreamLink: streamLinkOf,
  "httpBatchStreamLink that always posts": (sender) =>
    httpBatchStreamLink({ ...options(sender), methodOverride: "POST" }),
};

let serial = 0;

/** A new user with a client. */
async function join(make: MakeLink) {
  const sender: Sender = { token: null, headers: {} };
  const client = createTRPCClient<Router>({ links: [make(sender)] });
  const username = `person${++serial}`;
  const user = { username, email: `${username}@example.com`, password: "a fine password" };
  sender.token = (await client.accounts.register.mutate(user)).token;
  return { client, username };
}

/** The error that a call rejects with. */
async function errorOf(call: Promise<unknown>): Promise<TRPCClientError<Router>> {
  const error: unknown = await call.then(
    () => "it succeeded",
    (reason: unknown) => reason,
  );
  if (error instanceof TRPCClientError) return error;
  throw new Error(`expected a refusal, got: ${error}`);
}

const draft = (title: string) => ({ title, description: "About it.", body: "All of it.", tagList: ["wood", "glue"] });

describe("more calls in a tick than a batch holds", () => {
  const many = (client: ReturnType<typeof createTRPCClient<Router>>, author: string) =>
    Promise.all(Array.from({ length: 25 }, () => client.articles.list.query({ author, limit: 1 })));

  test("are answered over the link that the docs show, however long their inputs", async () => {
    const { client } = await join((sender) => httpBatchLink({ ...options(sender), ...documented }));
    for (const author of ["ada", "名".repeat(64)]) expect(await many(client, author)).toHaveLength(25);
    const shown = readFileSync(new URL("../../docs/CLIENTS.md", import.meta.url), "utf8");
    for (const [name, value] of Object.entries(documented)) expect(shown).toContain(`${name}: ${value}`);
  });

  test("are refused together over a link without bounds, in words that say which one to set", async () => {
    const { client } = await join((sender) => httpBatchLink(options(sender)));
    expect((await errorOf(many(client, "ada"))).message).toContain("maxItems: 20");
  });
});

describe.each(Object.entries(links))("with %s", (_name, make) => {
  test("a writer and a reader live through a whole story", async () => {
    const [writer, reader] = [await join(make), await join(make)];
    const { slug } = await writer.client.articles.publish.mutate(draft("How joints hold"));
    await reader.client.profiles.follow.mutate({ username: writer.username });
    expect(await reader.client.articles.favorite.mutate({ slug })).toMatchObject({
      favorited: true,
      favoritesCount: 1,
    });
    const [feed, page, article, profile] = await Promise.all([
      reader.client.articles.feed.query({}),
      reader.client.articles.list.query({ author: writer.username }),
      writer.client.articles.get.query({ slug }),
      writer.client.profiles.get.query({ username: reader.username }),
    ]);
    expect(feed).toMatchObject({ articlesCount: 1, articles: [{ slug, author: { following: true } }] });
    expect(page).toMatchObject({ articlesCount: 1, articles: [{ slug, favorited: true }] });
    expect(article).toMatchObject({ slug, favorited: false, favoritesCount: 1, tagList: ["glue", "wood"] });
    expect(profile).toEqual({ username: reader.username, bio: null, image: null, following: false });
    expect(await writer.client.articles.delete.mutate({ slug })).toBeNull();
    expect(await writer.client.sessions.logout.mutate({})).toBeNull();
    expect((await errorOf(writer.client.accounts.current.query({}))).data).toMatchObject({ reason: "unauthorized" });
    expect((await reader.client.accounts.current.query({})).username).toBe(reader.username);
  });

  test("a refusal has the contract's reason and a message for each field", async () => {
    const { client, username } = await join(make);
    const missing = await errorOf(client.articles.get.query({ slug: "nothing-here" }));
    expect(missing.message).toBe("No article has this slug.");
    expect(missing.data).toMatchObject({
      code: "NOT_FOUND",
      httpStatus: 404,
      path: "articles.get",
      reason: "not_found",
      errors: { article: ["not found"] },
    });
    expect((await errorOf(client.articles.publish.mutate({ ...draft(" "), body: "" }))).data).toMatchObject({
      httpStatus: 422,
      reason: "invalid",
      errors: { title: ["can't be blank"], body: ["can't be blank"] },
    });
    const again = { username, email: "new@example.com", password: "a fine password" };
    expect((await errorOf(client.accounts.register.mutate(again))).data).toMatchObject({
      httpStatus: 409,
      reason: "username_taken",
      errors: { username: ["has already been taken"] },
    });
  });

  test("calls of one batch succeed or fail independently", async () => {
    const { client, username } = await join(make);
    const [profile, missing, tags] = await Promise.allSettled([
      client.profiles.get.query({ username }),
      client.articles.get.query({ slug: "nothing-here" }),
      client.tags.list.query({}),
    ]);
    expect(profile).toMatchObject({ status: "fulfilled", value: { username } });
    expect(missing).toMatchObject({ status: "rejected", reason: { data: { reason: "not_found" } } });
    expect(tags.status).toBe("fulfilled");
  });
});

const batching = Object.entries(links).filter(([name]) => name.includes("Batch"));

describe.each(batching)("with %s", (_name, make) => {
  const ask = (count: number) => {
    const client = createTRPCClient<Router>({ links: [make({ token: null, headers: {} })] });
    return Promise.allSettled(Array.from({ length: count }, () => client.tags.list.query({})));
  };

  test("a batch of 20 calls is one request, which is answered", async () => {
    const before = server.requests.length;
    expect((await ask(20)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => "fulfilled"));
    expect(server.requests.length).toBe(before + 1);
  });

  test("a batch of 21 calls is refused, and every call gets the reason", async () => {
    const refused = expect.objectContaining({
      message: "A batch holds at most 20 calls: give the link maxItems: 20.",
      data: expect.objectContaining({ httpStatus: 400, reason: "malformed" }),
    });
    for (const settled of await ask(21)) expect(settled).toMatchObject({ status: "rejected", reason: refused });
  });
});

describe("signing in to a cookie", () => {
  const signIn = (make: MakeLink, username: string) => {
    const client = createTRPCClient<Router>({ links: [make({ token: null, headers: { origin: publicOrigin } })] });
    const credentials = { email: `${username}@example.com`, password: "a fine password", session: "cookie" } as const;
    return client.accounts.login.mutate(credentials);
  };

  test.each(Object.entries(links).filter(([name]) => !name.includes("Stream")))(
    "works with %s",
    async (_name, make) => {
      const { username } = await join(make);
      expect((await signIn(make, username)).token).toBeNull();
    },
  );

  test("is refused in a streamed batch, whose answer begins before the cookie is known, and leaves no session", async () => {
    const { username } = await join(httpLinkOf);
    const sessions = () => app.database.db.selectFrom("session").select("id").execute();
    const before = await sessions();
    const refused = await errorOf(signIn(streamLinkOf, username));
    expect(refused.message).toBe("A streamed batch cannot set a cookie.");
    expect(refused.data).toMatchObject({ httpStatus: 400, reason: "malformed" });
    expect(await sessions()).toEqual(before);
  });
});
