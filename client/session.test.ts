import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { startTestApp, type TestApp } from "../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../tests/support/http.ts";
import { enrol } from "../tests/support/people.ts";
import { type ClientOptions, createAppSession, createClient, type SessionStore } from "./index.ts";

let app: TestApp;
let server: TestServer;
let before = 0;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
});
beforeEach(() => {
  before = server.requests.length;
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

/** A device's storage, and what lies in it. */
function createStore() {
  const kept: { text: string | null } = { text: null };
  const store: SessionStore = {
    read: async () => kept.text,
    write: async (text) => {
      kept.text = text;
    },
  };
  return { kept, store };
}

/** An app on a device whose user has just signed in. */
async function signedIn(options: Partial<ClientOptions> = {}) {
  const { kept, store } = createStore();
  const { username, token } = await enrol(app);
  const session = createAppSession(store);
  await session.keep(await createClient({ url: server.url, token }).sessions.openApp());
  const onSignInNeeded = vi.fn();
  const client = createClient({ url: server.url, session, onSignInNeeded, ...options });
  return { username, kept, store, session, onSignInNeeded, client };
}

const expireAccessTokens = () => sql`update access_token set expires_at = now()`.execute(app.database.db);
const refreshes = () =>
  server.requests.slice(before).filter(({ path }) => path.startsWith("/trpc/sessions.refresh")).length;

test("an app that was started anew is still signed in", async () => {
  const { username, store } = await signedIn();
  const client = createClient({ url: server.url, session: createAppSession(store) });
  expect((await client.accounts.current()).username).toBe(username);
});

test("calls whose token has ended are all answered, after one refresh", async () => {
  const { username, client, kept } = await signedIn();
  const first = kept.text;
  await expireAccessTokens();
  const alone = (slug: string) => client.articles.publish({ title: slug, description: "d", body: "b" });
  const [user, article] = await Promise.all([
    client.accounts.current(),
    alone("one"),
    ...Array.from({ length: 20 }, () => client.sessions.list({}, { timeoutMs: 20_000 })),
  ]);
  expect([user.username, article.author.username]).toEqual([username, username]);
  expect(refreshes()).toBe(1);
  expect(kept.text).not.toBe(first);
});

test("a token that is about to end is refreshed before it is sent", async () => {
  const { client } = await signedIn();
  const start = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(start + 880_000);
  await client.accounts.current();
  vi.restoreAllMocks();
  const paths = server.requests.slice(before).map(({ path }) => path.split("?")[0]);
  expect(paths.slice(-2)).toEqual(["/trpc/sessions.refresh", "/trpc/accounts.current"]);
});

test("a refresh whose answer is lost is asked for again, and no user is signed out", async () => {
  let lost = 0;
  const { username, client } = await signedIn({
    fetch: async (url, options) => {
      const answer = await fetch(url, options);
      if (url.includes("sessions.refresh") && lost++ === 0) throw new TypeError("connection lost");
      return answer;
    },
  });
  await expireAccessTokens();
  expect((await client.accounts.current()).username).toBe(username);
  expect(lost).toBe(2);
});

test("a service out of reach signs no user out: calls fail as the network did, and work again later", async () => {
  let isReachable = true;
  const { username, client, kept, onSignInNeeded } = await signedIn({
    fetch: (url, options) => (isReachable ? fetch(url, options) : Promise.reject(new TypeError("offline"))),
  });
  const before = kept.text;
  vi.spyOn(Date, "now")
    .mockReturnValueOnce(Date.now())
    .mockReturnValue(Date.now() + 900_000);
  isReachable = false;
  await expect(client.accounts.current()).rejects.toMatchObject({ code: "network", procedure: "accounts.current" });
  vi.restoreAllMocks();
  expect([kept.text, onSignInNeeded.mock.calls.length]).toEqual([before, 0]);
  isReachable = true;
  expect((await client.accounts.current()).username).toBe(username);
});

test("a session that was ended elsewhere is forgotten, and the app is notified once for all calls that went together", async () => {
  const { client, kept, session, onSignInNeeded } = await signedIn();
  await sql`delete from session`.execute(app.database.db);
  const answers = await Promise.allSettled([client.accounts.current(), client.sessions.list(), client.articles.list()]);
  // The list is open to strangers, whom the app has become.
  expect(answers.map((answer) => answer.status === "rejected" && answer.reason.code)).toEqual([
    "unauthorized",
    "unauthorized",
    false,
  ]);
  expect(onSignInNeeded).toHaveBeenCalledTimes(1);
  expect([kept.text, await session.isKept()]).toEqual([null, false]);
  // Signed out, one may still read what is public.
  expect((await client.articles.list()).articles.length).toBeGreaterThanOrEqual(0);
});

test("a read that needs no account is repeated as the signed-in caller once the token is renewed", async () => {
  const { client, username, onSignInNeeded } = await signedIn();
  const { slug } = await client.articles.publish({ title: "Mine to like", description: "d", body: "b" });
  await client.articles.favorite({ slug });
  await expireAccessTokens();
  expect(await client.articles.get({ slug })).toMatchObject({ favorited: true, author: { username } });
  expect([refreshes(), onSignInNeeded.mock.calls.length]).toEqual([1, 0]);
});

test("an app that only reads learns that its token opens nothing, and has its answer all the same", async () => {
  const onSignInNeeded = vi.fn();
  const client = createClient({ url: server.url, token: "dead.token", onSignInNeeded });
  const { articles } = await client.articles.list();
  expect(articles.every(({ favorited }) => !favorited)).toBe(true);
  await vi.waitUntil(() => onSignInNeeded.mock.calls.length === 1);
});

test("two windows over one store refresh one after the other and both stay signed in", async () => {
  const { username, store, client } = await signedIn();
  const other = createClient({ url: server.url, session: createAppSession(store) });
  await other.accounts.current();
  await expireAccessTokens();
  expect((await client.accounts.current()).username).toBe(username);
  expect((await other.accounts.current()).username).toBe(username);
  expect(refreshes()).toBe(1);
});

/** Another window over the store, which refreshes without waiting for the first. */
const unlocked = (store: SessionStore): SessionStore => ({ ...store, lock: (work) => work() });

test("two windows that refresh at once, where the first answer comes last, both stay signed in", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { username, store } = await signedIn();
  const slow = createClient({
    url: server.url,
    session: createAppSession(unlocked(store)),
    fetch: async (url, options) => {
      const answer = await fetch(url, options);
      if (url.includes("sessions.refresh")) await held;
      return answer;
    },
  });
  const quick = createClient({ url: server.url, session: createAppSession(unlocked(store)) });
  await expireAccessTokens();
  const late = slow.accounts.current();
  await vi.waitUntil(() => refreshes() === 1);
  expect((await quick.accounts.current()).username).toBe(username);
  // The quick one goes on: what the slow one gets is used up by the time it arrives.
  await expireAccessTokens();
  expect((await quick.accounts.current()).username).toBe(username);
  const living = await store.read();
  release();
  expect((await late).username).toBe(username);
  expect(await store.read()).toBe(living);
  await expireAccessTokens();
  expect((await slow.accounts.current()).username).toBe(username);
  expect((await quick.accounts.current()).username).toBe(username);
});

test("windows of a browser take turns by Web Locks, and go on when a lock is not had in time", async () => {
  const asked: string[] = [];
  let turn = Promise.resolve();
  const request = (name: string, _: object, work: () => Promise<string | null>) => {
    asked.push(name);
    const mine = turn.then(work);
    turn = mine.then(() => {});
    return mine;
  };
  const locks = { request };
  vi.stubGlobal("navigator", { locks });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { username, store, client } = await signedIn();
  const other = createClient({ url: server.url, session: createAppSession(store) });
  await other.accounts.current();
  await expireAccessTokens();
  const names = await Promise.all([client.accounts.current(), other.accounts.current()]);
  expect(names.map((account) => account.username)).toEqual([username, username]);
  expect([asked, refreshes()]).toEqual([["dovetail.session", "dovetail.session"], 1]);

  locks.request = () => Promise.reject(new DOMException("held", "TimeoutError"));
  await expireAccessTokens();
  expect((await client.accounts.current()).username).toBe(username);
});

test("signing out while a refresh is under way keeps one signed out", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client, kept, session } = await signedIn({
    fetch: async (url, options) => {
      const answer = await fetch(url, options);
      if (url.includes("sessions.refresh")) await held;
      return answer;
    },
  });
  await expireAccessTokens();
  const call = client.accounts.current().catch((error: unknown) => error);
  await vi.waitUntil(() => refreshes() === 1);
  await session.forget();
  release();
  expect(await call).toMatchObject({ code: "unauthorized" });
  expect(kept.text).toBeNull();
});

test.each(["{", "{}", '"text"', "null"])("a store that holds %s counts as signed out", async (text) => {
  const { kept, store } = createStore();
  kept.text = text;
  const client = createClient({ url: server.url, session: createAppSession(store) });
  await expect(client.accounts.current()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
});

test("a failing store is reported as such, and nothing is sent", async () => {
  const read = () => Promise.reject(new Error("the keychain is locked"));
  const client = createClient({ url: server.url, session: createAppSession({ read, write: () => {} }) });
  await expect(client.accounts.current()).rejects.toMatchObject({ code: "token", status: 0 });
  expect(server.requests.length).toBe(before);
});

test("a page whose cookie is no longer valid is notified that sign-in is needed", async () => {
  const onSignInNeeded = vi.fn();
  const client = createClient({ url: server.url, credentials: "include", onSignInNeeded });
  await expect(client.accounts.current()).rejects.toMatchObject({ code: "unauthorized" });
  expect(onSignInNeeded).toHaveBeenCalledTimes(1);
});
