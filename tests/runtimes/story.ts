import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  type TRPCLink,
} from "@trpc/client";
import { EventSource } from "eventsource";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient, isError } from "../../client/index.ts";
import { keysOf, verifyServiceToken } from "../../docs/examples/verify-service-token.ts";
import type { Router } from "../../server/surfaces/trpc/router-type.ts";
import { codeOf, encryptionKeys } from "../factors/rig.ts";
import { openSse } from "../live/sse.ts";
import { begin, letIn, post, redemption, registered } from "../native/app-client.ts";
import { createAuthenticator, type Deviations } from "../support/authenticator.ts";
import { type RunningServer, type Runtime, startRuntime } from "../support/runtimes.ts";
import { describeBodies } from "./bodies.ts";

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly body: any;
}

interface CallOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

let server: RunningServer;

async function rest(method: string, path: string, { token, headers, body }: CallOptions = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/api${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Token ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

let serial = 0;
const person = () => {
  const username = `person${++serial}`;
  return { username, email: `${username}@example.com`, password: "a fine password" };
};

const signUp = async () => {
  const user = person();
  const { body } = await rest("POST", "/users", { body: { user } });
  return { ...user, token: String(body.user.token) };
};

const article = (title: string) => ({ title, description: "About it.", body: "All of it.", tagList: ["wood", "glue"] });

function describeRest(): void {
  test("a writer and a reader live through a whole story over REST", async () => {
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

  test("an answer carries a request id and says nothing of what serves it", async () => {
    const { headers } = await rest("GET", "/tags");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
  });

  test("a body over one mebibyte is refused, whether its length is announced or not", async () => {
    const huge = JSON.stringify({ user: { email: "x".repeat(1_100_000), password: "p" } });
    const init = { method: "POST", headers: { "content-type": "application/json" } };
    expect((await fetch(`${server.url}/api/users/login`, { ...init, body: huge })).status).toBe(413);
    const chunked = { ...init, body: new Blob([huge]).stream(), duplex: "half" };
    expect((await fetch(`${server.url}/api/users/login`, chunked)).status).toBe(413);
  });
}

function describeSessions(): void {
  test("a session in a cookie works for its own origin, is never shown, and ends with log-out", async () => {
    const origin = server.url;
    const user = { ...person(), session: "cookie" };
    const registered = await rest("POST", "/users", { body: { user }, headers: { origin } });
    expect(registered.body.user.token).toBeNull();
    const setCookie = registered.headers.get("set-cookie") ?? "";
    expect(setCookie).toMatch(/^__Host-dovetail=\S+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = setCookie.split(";")[0] ?? "";
    expect((await rest("GET", "/user", { headers: { cookie } })).body.user.email).toBe(user.email);
    const foreign = await rest("PUT", "/user", {
      headers: { cookie, origin: "https://evil.test" },
      body: { user: { bio: "x" } },
    });
    expect(foreign.status).toBe(403);
    expect((await rest("DELETE", "/sessions/current", { headers: { cookie, origin } })).status).toBe(204);
    expect((await rest("GET", "/user", { headers: { cookie } })).status).toBe(401);
  });

  test("logging out everywhere ends every session at once", async () => {
    const { email, password, token } = await signUp();
    const second = String(
      (await rest("POST", "/users/login", { body: { user: { email, password } } })).body.user.token,
    );
    expect((await rest("GET", "/sessions", { token })).body.sessions).toHaveLength(2);
    expect((await rest("DELETE", "/sessions", { token })).status).toBe(204);
    const after = [await rest("GET", "/user", { token }), await rest("GET", "/user", { token: second })];
    expect(after.map(({ status }) => status)).toEqual([401, 401]);
    expect(after[0]?.body.errors).toEqual({ token: ["is invalid"] });
  });
}

function describeFactors(): void {
  test("an authenticator app is added, asked for, and signs in", async () => {
    const { email, password, token } = await signUp();
    const { secret } = (await rest("POST", "/totp", { token })).body;
    const confirmed = await rest("POST", "/totp/confirmation", { token, body: { code: codeOf(secret) } });
    expect([confirmed.status, confirmed.body.recoveryCodes.length]).toEqual([200, 10]);
    const logIn = (more: object) => rest("POST", "/users/login", { body: { user: { email, password, ...more } } });
    const asked = await logIn({});
    expect([asked.status, asked.body.errors]).toEqual([401, { secondFactor: ["totp", "recovery"] }]);
    expect((await logIn({ code: codeOf(secret, 1) })).status).toBe(200);
    expect((await logIn({ code: codeOf(secret, 1) })).status).toBe(401);
    expect((await logIn({ code: confirmed.body.recoveryCodes[0] })).status).toBe(200);
  });

  test("a passkey is added and signs in alone, and one from another page is refused", async () => {
    const { username, token } = await signUp();
    const authenticator = createAuthenticator(`http://localhost:${new URL(server.url).port}`);
    const added = await rest("POST", "/passkeys/begin", { token });
    const { ceremony, options } = added.body;
    const body = { ceremony, credential: authenticator.create(options) };
    expect((await rest("POST", "/passkeys", { token, body })).status).toBe(201);
    const signIn = async (deviations?: Deviations) => {
      const begun = (await rest("POST", "/passkeys/sign-in/begin")).body;
      const credential = authenticator.get(begun.options, deviations);
      return rest("POST", "/passkeys/sign-in", { body: { ceremony: begun.ceremony, credential } });
    };
    expect((await signIn()).body.user.username).toBe(username);
    expect((await signIn({ origin: "https://evil.example" })).status).toBe(401);
  });
}

type Link = (options: { url: string; headers: () => Record<string, string> }) => TRPCLink<Router>;

const links: Readonly<Record<string, Link>> = { httpLink, httpBatchLink, httpBatchStreamLink };

interface Mail {
  readonly to: string;
  readonly text: string;
}

/** The token in the newest mail to an address; a worker sends mail after its response. */
async function tokenMailedTo(email: string, subject: string): Promise<string> {
  const find = async () => {
    const { messages } = await (await fetch(`${server.url}/dev/mail`)).json();
    return messages.find((mail: Mail & { subject: string }) => mail.to === email && mail.subject.startsWith(subject));
  };
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return /#token=(\S+)/.exec((await find()).text)?.[1] ?? "";
}

function describeMail(): void {
  test("an address is verified and a password set anew by links that come by mail", async () => {
    const { email, token } = await signUp();
    const link = await tokenMailedTo(email, "Confirm your address");
    const verified = await rest("POST", "/emails/verifications", { token, body: { token: link } });
    expect([verified.status, verified.body.email]).toEqual([200, email]);
    expect((await rest("GET", "/user", { token })).status).toBe(401);

    const asked = await rest("POST", "/passwords/reset-requests", { body: { email } });
    expect([asked.status, asked.body]).toEqual([202, undefined]);
    const body = { token: await tokenMailedTo(email, "Set a new password"), password: "another password" };
    expect((await rest("POST", "/passwords/resets", { body })).status).toBe(204);
    expect((await rest("POST", "/passwords/resets", { body })).status).toBe(410);
    expect((await rest("GET", "/user", { token: verified.body.token })).status).toBe(401);
    const user = { email, password: body.password };
    expect((await rest("POST", "/users/login", { body: { user } })).status).toBe(200);
    expect((await fetch(`${server.url}/account/verify`)).status).toBe(200);
  });
}

function describeTrpc(): void {
  test.each(Object.keys(links))("the official tRPC client lives through a whole story by %s", async (name) => {
    let token: string | null = null;
    const link = links[name] ?? httpLink;
    const headers = () => (token === null ? {} : { authorization: `Bearer ${token}` });
    const client = createTRPCClient<Router>({ links: [link({ url: `${server.url}/trpc`, headers })] });
    const user = await client.accounts.register.mutate(person());
    token = user.token;
    const { slug } = await client.articles.publish.mutate(article(`By ${name}`));
    const [read, list, tags] = await Promise.all([
      client.articles.get.query({ slug }),
      client.articles.list.query({ author: user.username }),
      client.tags.list.query({}),
    ]);
    expect([read.slug, list.articlesCount, tags.tags]).toEqual([slug, 1, expect.arrayContaining(["glue", "wood"])]);
    await client.articles.favorite.mutate({ slug });
    await expect(client.articles.get.query({ slug: "no-such-article" })).rejects.toMatchObject({
      data: { code: "NOT_FOUND", reason: "not_found", errors: { article: ["not found"] } },
    });
    await client.sessions.logout.mutate({});
    await expect(client.accounts.current.query({})).rejects.toMatchObject({ data: { reason: "unauthorized" } });
  });
}

function describeClient(): void {
  test("the generated client lives through a whole story", async () => {
    let token: string | null = null;
    const client = createClient({ url: server.url, token: () => token });
    const user = await client.accounts.register(person());
    token = user.token;
    const { slug } = await client.articles.publish(article("By the generated client"));
    expect((await client.articles.favorite({ slug })).favoritesCount).toBe(1);
    const [read, list, feed] = await Promise.all([
      client.articles.get({ slug }),
      client.articles.list({ favorited: user.username }),
      client.articles.feed(),
    ]);
    expect([read.favorited, list.articlesCount, feed.articlesCount]).toEqual([true, 1, 0]);
    const refusal = await client.articles
      .update({ slug: "no-such-article", title: "X" })
      .catch((error: unknown) => error);
    expect(isError(refusal, "articles.update", "not_found")).toBe(true);
    await client.sessions.logout();
    await expect(client.accounts.current()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  });
}

/** Resolves when the subscription has opened its stream, which then misses nothing. */
const begun = (stream: { readonly lastEventId: string | undefined }) =>
  expect.poll(() => stream.lastEventId, { timeout: 10_000 }).toBeDefined();

function describeStreams(): void {
  test("subscriptions tell a native EventSource, tRPC's link and the generated client of the same events", async () => {
    const { username: author, token } = await signUp();
    const publish = async (title: string) =>
      (await rest("POST", "/articles", { token, body: { article: article(title) } })).body.article.slug;
    const got: Record<string, unknown[]> = { native: [], trpc: [], client: [] };
    const source = new EventSource(`${server.url}/api/live/articles?author=${author}`);
    source.onmessage = ({ data }) => got.native?.push(JSON.parse(data).slug);
    const trpc = createTRPCClient<Router>({
      links: [httpSubscriptionLink({ url: `${server.url}/trpc`, EventSource })],
    });
    const { promise: started, resolve: onStarted } = Promise.withResolvers<void>();
    const onData = ({ data }: { data: object }) => got.trpc?.push("slug" in data && data.slug);
    const byLink = trpc.articles.changes.subscribe({ author }, { onData, onStarted: () => onStarted() });
    const leave = new AbortController();
    const stream = createClient({ url: server.url }).articles.changes({ author }, { signal: leave.signal });
    const reading = (async () => {
      for await (const { slug } of stream) got.client?.push(slug);
    })();
    await Promise.all([started, begun(stream), expect.poll(() => source.readyState).toBe(source.OPEN)]);
    const slugs = [await publish("Told at once"), await publish("Told next")];
    await expect.poll(() => got, { timeout: 10_000 }).toEqual({ native: slugs, trpc: slugs, client: slugs });
    source.close();
    byLink.unsubscribe();
    leave.abort();
    await expect(reading).rejects.toMatchObject({ code: "aborted" });

    const missed = await publish("Told to one who comes back");
    const back = await openSse(`${server.url}/api/live/articles?author=${author}&lastEventId=${stream.lastEventId}`);
    expect(await back.take(1)).toMatchObject([{ slug: missed }]);
    back.leave();
  });

  test("a stream is refused by a status before it begins, and ends with its session", async () => {
    const { token } = await signUp();
    const headers = { authorization: `Bearer ${token}` };
    const reader = await openSse(`${server.url}/api/live/feed`, headers);
    expect((await rest("DELETE", "/sessions/current", { token })).status).toBe(204);
    expect(await reader.next()).toBeUndefined();
    const refused = await rest("GET", "/live/feed", { headers });
    expect([refused.status, refused.body.code]).toEqual([401, "unauthorized"]);
    expect((await fetch(`${server.url}/api/live/articles`, { method: "HEAD" })).status).toBe(200);
  });
}

const environment = {
  ENCRYPTION_KEYS: encryptionKeys.current,
  MAIL_URL: "mailbox:",
  NATIVE_APPS: registered,
  JWT_KEYS: `story:${Buffer.alloc(32, 7).toString("base64")}`,
};

function describeApps(): void {
  test("an app signs in by the browser, and another service knows who calls", async () => {
    const app = { rest, fetch: (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init) };
    const origin = server.url;
    const user = { ...person(), session: "cookie" };
    const { headers } = await rest("POST", "/users", { body: { user }, headers: { origin } });
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    const attempt = begin();
    const link = await letIn(app, cookie, attempt, origin);
    expect(link).toMatch(/^com\.example\.app:\/oauth2redirect\?code=/);
    const first = await post(app, redemption(attempt, link));
    expect(first.status).toBe(200);
    const again = { grant_type: "refresh_token", client_id: "reader", refresh_token: first.body.refresh_token };
    const token = (await post(app, again)).body.access_token;
    expect((await rest("GET", "/user", { token })).body.user.username).toBe(user.username);

    const { issuer } = await (await app.fetch("/.well-known/oauth-authorization-server")).json();
    const audience = "search";
    const jwt = (await rest("POST", "/service-tokens", { token, body: { audience } })).body.token;
    const keys = keysOf(server.url);
    expect(await verifyServiceToken(jwt, { issuer, audience, keys })).toMatchObject({ roles: ["member"] });
    expect((await rest("GET", "/user", { token: jwt })).status).toBe(401);

    // MO-05: a second use revokes the app's session.
    expect((await post(app, redemption(attempt, link))).body.error).toBe("invalid_grant");
    expect((await rest("GET", "/user", { token })).status).toBe(401);
  });
}

/** The end-to-end suite of every runtime; `describeMore` adds the tests of one runtime. */
export function describeRuntime(runtime: Runtime, describeMore: (server: () => RunningServer) => void): void {
  describe(runtime, () => {
    beforeAll(async () => {
      server = await startRuntime(runtime, environment);
    }, 90_000);
    afterAll(() => server?.stop());
    describeRest();
    describeSessions();
    describeMail();
    describeFactors();
    describeTrpc();
    describeClient();
    describeStreams();
    describeBodies(runtime, () => server);
    describeApps();
    describeMore(() => server);
  });
}
