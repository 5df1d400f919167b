import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";
import { type IdentityProvider, passThrough, startIdentityProvider } from "./identity-provider.ts";
import { begin, callbackPath, returnFromProvider, type Started, whoIs } from "./journey.ts";

let provider: IdentityProvider;
let app: TestApp;
let serial = 0;

/** A user of the provider without an account here. */
const stranger = (more: { readonly email?: string; readonly email_verified?: boolean } = {}) => {
  const name = `guest${++serial}`;
  return { sub: `sub-${name}`, email: `${name}@example.org`, email_verified: true, name, ...more };
};

beforeAll(async () => {
  provider = await startIdentityProvider(stranger());
  app = await startTestApp({ ...provider.environment, OIDC_NAME: "House", APP_ORIGINS: "https://app.example.com" });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.signedIn = stranger();
  provider.tokenRequests = 0;
});

async function signIn(options: Parameters<typeof begin>[1] = {}, ...cookies: readonly string[]) {
  const started = await begin(app, options);
  return returnFromProvider(app, await passThrough(started.url.href), started.cookie, ...cookies);
}

test("only the providers that are configured are offered", async () => {
  const { body } = await app.rest("GET", "/oauth/providers");
  expect(body).toEqual({ providers: [{ name: "oidc", label: "House" }] });
  const { status, body: refusal } = await app.rest("POST", "/oauth/start", { body: { provider: "google" } });
  expect([status, refusal.code]).toEqual([404, "no_provider"]);
});

test("a new user signs in, gets an account, and finds it again next time", async () => {
  const first = await signIn({ returnTo: "/welcome?from=here" });
  expect(first).toMatchObject({ status: 303, location: `${publicOrigin}/welcome?from=here`, error: null });
  const user = await whoIs(app, first.token);
  expect(user).toMatchObject({ email: provider.signedIn.email, username: provider.signedIn.name, token: null });
  const again = await signIn();
  expect(await whoIs(app, again.token)).toMatchObject({ username: user.username });
  const { db } = app.database;
  const actions = await db.selectFrom("audit").select("action").where("request_id", "<>", "").orderBy("id").execute();
  expect(actions.map(({ action }) => action)).toEqual(["account.registered", "sign_in.succeeded", "sign_in.succeeded"]);
});

test("a user name that is taken gets a suffix", async () => {
  await enrol(app, provider.signedIn.name);
  const { token } = await signIn();
  expect((await whoIs(app, token)).username).toMatch(new RegExp(`^${provider.signedIn.name}-[0-9a-f]{6}$`));
});

test("two first sign-ins at once make one account", async () => {
  const started = await Promise.all([begin(app), begin(app), begin(app)]);
  const callbacks = await Promise.all(started.map(({ url }) => passThrough(url.href)));
  const ended = await Promise.all(
    callbacks.map((url, index) => returnFromProvider(app, url, started[index]?.cookie ?? "")),
  );
  const names = await Promise.all(ended.map(async ({ token }) => (await whoIs(app, token)).username));
  expect(new Set(names).size).toBe(1);
});

test("CK-01 both cookies are sent only to this service, and the transaction's expires after ten minutes", async () => {
  const started = await begin(app);
  expect(started.setCookie).toMatch(
    /^__Host-dovetail-oauth-[\w-]{16}=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/,
  );
  const { setCookies } = await returnFromProvider(app, await passThrough(started.url.href), started.cookie);
  expect(setCookies).toHaveLength(2);
  const [name] = started.cookie.split("=");
  expect(setCookies).toContain(`${name}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`);
  expect(setCookies.find((set) => set.startsWith("__Host-dovetail="))).toMatch(
    /; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
  );
});

describe("OA-01 a callback with another state than the sign-in began with starts no session", () => {
  const refuse = async (change: (url: URL) => void, used?: Started) => {
    const started = used ?? (await begin(app));
    const url = await passThrough(started.url.href);
    change(url);
    const ended = await returnFromProvider(app, url, started.cookie);
    expect(ended).toMatchObject({ status: 400, error: "state_invalid", token: undefined, location: null });
    expect(provider.tokenRequests).toBe(0);
  };

  test("missing", () => refuse((url) => url.searchParams.delete("state")));
  test("empty", () => refuse((url) => url.searchParams.set("state", "")));
  test("wrong", () => refuse((url) => url.searchParams.set("state", "A".repeat(43))));
  test("too long", () => refuse((url) => url.searchParams.set("state", "A".repeat(5000))));
  test("twice", () => refuse((url) => url.searchParams.append("state", "another")));

  test("older than ten minutes", async () => {
    const started = await begin(app);
    const { db } = app.database;
    await db
      .updateTable("oauth_transaction")
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .execute();
    await refuse(() => {}, started);
  });

  test("for another provider", async () => {
    const { state, cookie } = await begin(app);
    const ended = await returnFromProvider(app, callbackPath({ state, code: "c" }, "google"), cookie);
    expect(ended).toMatchObject({ status: 400, error: "state_invalid" });
  });
});

test.each(["no cookie", "another browser's cookie"])(
  "OA-02 a callback that is opened with %s opens nothing",
  async (which) => {
    const attackers = await begin(app);
    const victims = await begin(app);
    const url = await passThrough(attackers.url.href);
    const ended = await returnFromProvider(app, url, ...(which === "no cookie" ? [] : [victims.cookie]));
    expect(ended).toMatchObject({ status: 400, error: "state_invalid", token: undefined });
    // The state is consumed: the attacker cannot use it either.
    expect(await returnFromProvider(app, url, attackers.cookie)).toMatchObject({
      error: "state_invalid",
      token: undefined,
    });
    expect(provider.tokenRequests).toBe(0);
  },
);

test.each(["the first", "the second"])("two tabs sign in, %s first, and neither ends the other", async (which) => {
  const tabs = [await begin(app), await begin(app)];
  const jar = tabs.map(({ cookie }) => cookie);
  for (const { url } of which === "the first" ? tabs : tabs.toReversed()) {
    provider.signedIn = stranger();
    const ended = await returnFromProvider(app, await passThrough(url.href), ...jar);
    expect(ended).toMatchObject({ status: 303, error: null });
    expect(await whoIs(app, ended.token)).toMatchObject({ email: provider.signedIn.email });
    const emptied = ended.setCookies.filter((set) => set.includes("-oauth-"));
    expect(emptied.map((set) => set.split("=")[0])).toEqual([
      jar.find((cookie) => emptied[0]?.startsWith(cookie.split("=")[0] ?? ""))?.split("=")[0],
    ]);
  }
});

test("another site's link to the callback ends no session, and its page offers to start again", async () => {
  const started = await begin(app);
  for (const link of [{ state: "x" }, { state: "A".repeat(43), code: "c" }, { error: "access_denied" }] as const) {
    const ended = await returnFromProvider(app, callbackPath(link), started.cookie);
    expect(ended).toMatchObject({ status: 400, error: "state_invalid", token: undefined, setCookies: [] });
    const [, path = ""] = /<a class="button" href="([^"]+)"/.exec(ended.body) ?? [];
    expect((await app.fetch(path, { headers: { accept: "text/html" } })).status).toBe(200);
  }
  expect(await returnFromProvider(app, await passThrough(started.url.href), started.cookie)).toMatchObject({
    error: null,
  });
});

test.each([
  ["a look-alike before it", (cookie: string) => [`\u00a0${cookie.replace(/=.*/, "=evil")}`, cookie], "signed in"],
  ["another of its name before it", (cookie: string) => [cookie.replace(/=.*/, "=evil"), cookie], "refused"],
  ["another of its name after it", (cookie: string) => [cookie, cookie.replace(/=.*/, "=evil")], "refused"],
] as const)("a sign-in's cookie with %s", async (_what, cookies, expected) => {
  const started = await begin(app);
  const ended = await returnFromProvider(app, await passThrough(started.url.href), ...cookies(started.cookie));
  expect(ended.error).toBe(expected === "refused" ? "state_invalid" : null);
});

test("sign-ins that are never finished do not fill the browser's headers: the oldest go", async () => {
  const jar = Array.from({ length: 12 }, (_, at) => `__Host-dovetail-oauth-${String(at).padStart(16, "0")}=x`);
  const { headers } = await app.rest("POST", "/oauth/start", {
    headers: { origin: publicOrigin, cookie: `theme=dark; ${jar.join("; ")}` },
    body: { provider: "oidc" },
  });
  const removed = headers.getSetCookie().filter((set) => set.includes("Max-Age=0"));
  expect(removed.map((set) => set.split("=")[0])).toEqual(jar.slice(0, 5).map((cookie) => cookie.split("=")[0]));
});

test("OA-03 every sign-in has its own challenge, and its verifier is never exposed", async () => {
  const [one, two] = [await begin(app), await begin(app)];
  for (const { url } of [one, two]) {
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(url.searchParams.has("code_verifier")).toBe(false);
  }
  expect(one.url.searchParams.get("code_challenge")).not.toBe(two.url.searchParams.get("code_challenge"));
  expect(one.nonce).not.toBe(two.nonce);
  const rows = JSON.stringify(await app.database.db.selectFrom("oauth_transaction").selectAll().execute());
  expect(rows).not.toContain(one.state);
  expect(rows).not.toContain(one.nonce);
});

test("OA-05 ten callbacks at once redeem the code once and start one session", async () => {
  const started = await begin(app);
  const url = await passThrough(started.url.href);
  const ended = await Promise.all(Array.from({ length: 10 }, () => returnFromProvider(app, url, started.cookie)));
  expect(ended.filter(({ token }) => token !== undefined)).toHaveLength(1);
  expect(ended.filter(({ error }) => error === "state_invalid")).toHaveLength(9);
  expect(provider.tokenRequests).toBe(1);
});

describe("OA-08 sign-in redirects only to this service and its apps", () => {
  test.each([
    ...["https://evil.test", "//evil.test", "/\\evil.test", "\\\\evil.test", "https:\\\\evil.test"],
    ...["https://app.example.com@evil.test", "https://app.example.com.evil.test", "javascript:alert(1)"],
    ...["data:text/html,x", "http://app.example.com/", "/\t/evil.test", "/a\r\nset-cookie: a=b", " /a", "evil.test"],
    ...["https://me:pw@app.example.com/", "ftp://app.example.com/"],
  ])("and is not sent to %j", async (returnTo) => {
    const { status, body } = await app.rest("POST", "/oauth/start", { body: { provider: "oidc", returnTo } });
    expect([status, Object.keys(body.errors)]).toEqual([422, ["returnTo"]]);
  });

  test.each([
    ["https://app.example.com/inbox?x=1#top", "https://app.example.com/inbox?x=1#top"],
    ["/a/../b", `${publicOrigin}/b`],
    ["/caf\u{e9}\u{10a}", `${publicOrigin}/caf%C3%A9%C4%8A`],
  ])("and is sent to %s", async (returnTo, location) => {
    expect(await signIn({ returnTo })).toMatchObject({ status: 303, location });
  });
});
