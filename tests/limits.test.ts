import { afterEach, describe, expect, test } from "vitest";
import { publicOrigin, signUp, startTestApp, type TestApp } from "./support/app.ts";

const password = "a fine password";
let apps: TestApp[] = [];

/** An application with rate limits, unless set otherwise. */
async function open(environment: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const app = await startTestApp({ LIMITS: "on", ...environment });
  apps.push(app);
  return app;
}

afterEach(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  apps = [];
});

interface From {
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const post = (body: unknown, headers = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

const login = (app: TestApp, email: string, word: string, { address, headers }: From = {}) =>
  app.fetch("/api/users/login", post({ user: { email, password: word } }, headers), address);

const count = (answers: readonly Response[], status: number) => answers.filter((one) => one.status === status).length;

/**
 * Tries wrong passwords for as many accounts at once.
 * @returns the count of each status.
 */
async function guess(app: TestApp, times: number, from: (index: number) => From): Promise<Record<number, number>> {
  const answers = await Promise.all(
    Array.from({ length: times }, (_, index) => login(app, `stranger${index}@example.com`, "wrong one", from(index))),
  );
  const statuses = [...new Set(answers.map(({ status }) => status))];
  return Object.fromEntries(statuses.map((status) => [status, count(answers, status)]));
}

/** Advances time for every limit in the database. */
const pass = ({ database }: TestApp, seconds: number) =>
  database.db
    .updateTable("limit_count")
    .set(({ eb }) => ({ full_at_ms: eb("full_at_ms", "-", seconds * 1000) }))
    .execute();

describe("from one address", () => {
  test("AU-01 of 200 sign-ins at once, as many as the contract says reach a password", async () => {
    const app = await open();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => login(app, `stranger${index}@example.com`, "wrong password")),
    );
    expect(count(answers, 401) + count(answers, 429)).toBe(200);
    // The limit: a burst of ten, then one every six seconds.
    expect(count(answers, 401)).toBeGreaterThanOrEqual(10);
    expect(count(answers, 401)).toBeLessThanOrEqual(12);
  });

  test("RL-04 a refused caller gets Retry-After, and passes after that time", async () => {
    const app = await open();
    const { username } = await signUp(app);
    await guess(app, 10, () => ({}));
    const refused = await login(app, `${username}@example.com`, password);
    expect(refused.status).toBe(429);
    const waitSeconds = Number(refused.headers.get("retry-after"));
    expect(waitSeconds).toBeGreaterThanOrEqual(1);
    expect(waitSeconds).toBeLessThanOrEqual(6);
    expect(refused.headers.get("ratelimit-policy")).toBe('"address";q=10;w=60');
    expect(refused.headers.get("ratelimit")).toBe(`"address";r=0;t=${waitSeconds}`);
    expect(refused.headers.get("access-control-expose-headers")).toContain("ratelimit");
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    expect(await refused.json()).toMatchObject({
      type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
      status: 429,
      code: "limited",
    });
    await pass(app, waitSeconds);
    const admitted = await login(app, `${username}@example.com`, password);
    expect(admitted.status).toBe(200);
    expect(admitted.headers.get("ratelimit-policy")).toBe('"address";q=10;w=60, "account";q=5;w=900');
    expect(admitted.headers.get("ratelimit")).toMatch(/^"address";r=0;t=\d+, "account";r=4;t=\d+$/);
  });

  test("RL-04 tRPC callers get the same", async () => {
    const app = await open();
    await guess(app, 10, () => ({}));
    const input = { email: "stranger@example.com", password };
    const refused = await app.fetch("/trpc/accounts.login", post(input));
    expect(refused.status).toBe(429);
    const waitSeconds = Number(refused.headers.get("retry-after"));
    expect(waitSeconds).toBeGreaterThanOrEqual(1);
    expect(refused.headers.get("ratelimit")).toBe(`"address";r=0;t=${waitSeconds}`);
    expect(await refused.json()).toMatchObject({
      error: { data: { code: "TOO_MANY_REQUESTS", reason: "limited", retryAfterSeconds: waitSeconds } },
    });
  });

  test("each call of a batch counts", async () => {
    const app = await open();
    const names = Array.from({ length: 15 }, () => "accounts.login").join(",");
    const inputs = Object.fromEntries(
      Array.from({ length: 15 }, (_, index) => [index, { email: `s${index}@example.com`, password }]),
    );
    const response = await app.fetch(`/trpc/${names}?batch=1`, post(inputs));
    expect(response.status).toBe(207);
    expect(response.headers.get("ratelimit")).toBeNull();
    const answers: { error: { data: { httpStatus: number } } }[] = await response.json();
    const statuses = answers.map(({ error }) => error.data.httpStatus);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  test("signing up is limited as well", async () => {
    const app = await open();
    const register = (name: string) =>
      app.fetch("/api/users", post({ user: { username: name, email: `${name}@example.com`, password } }));
    const answers = await Promise.all(Array.from({ length: 45 }, (_, index) => register(`newcomer${index}`)));
    expect(count(answers, 201)).toBeGreaterThanOrEqual(30);
    expect(count(answers, 201)).toBeLessThanOrEqual(40);
    expect(count(answers, 429)).toBe(45 - count(answers, 201));
  });

  test("who signs in rightly is not counted", async () => {
    const app = await open();
    await signUp(app, "regular");
    for (let index = 0; index < 15; index++)
      expect((await login(app, "regular@example.com", password)).status).toBe(200);
  });

  test("invalid input does not count against a limit", async () => {
    const app = await open();
    for (let index = 0; index < 12; index++) expect((await login(app, "", password)).status).toBe(422);
    expect((await login(app, "stranger@example.com", password)).status).toBe(401);
  });

  test("LIMITS=off refuses no call", async () => {
    const app = await open({ LIMITS: "off" });
    expect(await guess(app, 15, () => ({}))).toEqual({ 401: 15 });
  });
});

describe("the address of a caller", () => {
  const forging = (index: number): From["headers"] => ({
    "x-forwarded-for": `203.0.113.${index}, 198.51.100.${index}, 2001:db8::${index}`,
    "x-real-ip": `203.0.113.${index}`,
    forwarded: `for=203.0.113.${index}`,
    "true-client-ip": `203.0.113.${index}`,
    "cf-connecting-ip": `203.0.113.${index}`,
    "x-client-ip": `203.0.113.${index}`,
  });

  test("RL-01 cannot be forged by headers", async () => {
    const app = await open();
    expect(await guess(app, 15, (index) => ({ headers: forging(index) ?? {} }))).toEqual({ 401: 10, 429: 5 });
  });

  test("RL-01 behind one trusted proxy is what that proxy wrote, whatever stands before", async () => {
    const app = await open({ TRUSTED_PROXIES: "1" });
    const forwardedFor = (index: number) => ({ headers: { "x-forwarded-for": `203.0.113.${index}, 198.51.100.7` } });
    expect(await guess(app, 12, forwardedFor)).toEqual({ 401: 10, 429: 2 });
    const others = (index: number) => ({ headers: { "x-forwarded-for": `198.51.100.7, 203.0.113.${index}` } });
    expect(await guess(app, 12, others)).toEqual({ 401: 12 });
  });

  test("RL-01 behind two trusted proxies is the last entry but one, and a shorter list is not believed", async () => {
    const app = await open({ TRUSTED_PROXIES: "2" });
    const forwardedFor = (index: number) => ({
      headers: { "x-forwarded-for": `1.2.3.${index}, 198.51.100.7, 10.0.0.1` },
    });
    expect(await guess(app, 11, forwardedFor)).toEqual({ 401: 10, 429: 1 });
    const direct = (index: number) => ({ headers: { "x-forwarded-for": `203.0.113.${index}` } });
    expect(await guess(app, 11, direct)).toEqual({ 401: 10, 429: 1 });
  });

  test("RL-01 is a /64 where it is IPv6, so that its owner is one caller", async () => {
    const app = await open();
    const within = (index: number) => ({ address: `2001:db8:1:2:${index}::${index}` });
    expect(await guess(app, 12, within)).toEqual({ 401: 10, 429: 2 });
    const among = (index: number) => ({ address: `2001:db8:1:${index + 10}::1` });
    expect(await guess(app, 12, among)).toEqual({ 401: 12 });
  });

  test("is the same for IPv4 written as IPv6", async () => {
    const app = await open();
    const spellings = ["192.0.2.9", "::ffff:192.0.2.9", "::FFFF:c000:0209"];
    expect(await guess(app, 12, (index) => ({ address: spellings[index % 3] ?? "" }))).toEqual({ 401: 10, 429: 2 });
  });
});

describe("for one account", () => {
  const elsewhere = (index: number): From => ({ address: `198.51.${index >> 8}.${index & 255}` });

  /**
   * Guesses the owner's password from changing addresses.
   * @returns how many guesses were checked.
   */
  async function besiege(app: TestApp, spell: (index: number) => string, times = 40): Promise<number> {
    const attempts = Array.from({ length: times }, (_, index) =>
      login(app, spell(index), "wrong password", elsewhere(index)),
    );
    return count(await Promise.all(attempts), 401);
  }

  test("AU-02 guesses from ever new addresses end, however its name is spelled", async () => {
    const app = await open();
    const { username } = await signUp(app, "victim");
    const spellings = ["victim@example.com", "VICTIM@example.com", "vİctim@example.com", "Victim@Example.com"];
    expect(await besiege(app, (index) => spellings[index % 4] ?? username)).toBe(5);
    const stranger = await login(app, "victim@example.com", password, { address: "203.0.113.77" });
    expect(stranger.status).toBe(429);
    expect(stranger.headers.get("ratelimit")).toMatch(/^"account";r=0;t=\d+$/);
    expect(Number(stranger.headers.get("retry-after"))).toBeLessThanOrEqual(180);
  });

  test("one that does not exist is guarded alike", async () => {
    const app = await open();
    expect(await besiege(app, () => "nobody@example.com")).toBe(5);
  });

  test("AU-02 its owner still gets in from where they signed in before, which is no way in for others", async () => {
    const app = await open();
    await signUp(app, "owner");
    const home = { address: "2001:db8:aa:bb::1" };
    expect((await login(app, "owner@example.com", password, home)).status).toBe(200);
    await besiege(app, () => "owner@example.com");
    const sameNetwork = { address: "2001:db8:aa:bb::2" };
    expect((await login(app, "Owner@example.com", password, sameNetwork)).status).toBe(200);
    expect((await login(app, "owner@example.com", password, { address: "203.0.113.5" })).status).toBe(429);
    const guesses = await Promise.all(
      Array.from({ length: 9 }, () => login(app, "owner@example.com", "wrong password", home)),
    );
    expect(count(guesses, 401)).toBe(5);
  });

  test("a place not signed in from for a month is a stranger's", async () => {
    const app = await open();
    await signUp(app, "traveller");
    const inn = { address: "203.0.113.9" };
    expect((await login(app, "traveller@example.com", password, inn)).status).toBe(200);
    const monthAgo = new Date(Date.now() - 31 * 86_400_000).toISOString();
    await app.database.db.updateTable("known_address").set({ seen_at: monthAgo }).execute();
    await besiege(app, () => "traveller@example.com");
    expect((await login(app, "traveller@example.com", password, inn)).status).toBe(429);
  });
});

test("a member who does too much is limited, wherever they call from, and others are not", async () => {
  const app = await open();
  const [busy, calm] = [await signUp(app), await signUp(app)];
  const rename = (token: string, index: number) =>
    app.fetch(
      "/api/user",
      { ...post({ user: { bio: `${index}` } }, { authorization: `Bearer ${token}` }), method: "PUT" },
      `198.51.100.${index}`,
    );
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => rename(busy.token, index)));
  expect(count(answers, 200)).toBeGreaterThanOrEqual(30);
  expect(count(answers, 200)).toBeLessThanOrEqual(33);
  expect((await rename(calm.token, 1)).status).toBe(200);
});

test("while the database that counts sign-ins is unavailable, password attempts are refused", async () => {
  const app = await open();
  await app.database.db.schema.alterTable("limit_count").renameTo("hidden").execute();
  expect((await login(app, "stranger@example.com", password)).status).toBeGreaterThanOrEqual(500);
});

test("signing in and up are documented as limited", async () => {
  const app = await open();
  const { paths } = await (await app.fetch("/openapi.json", { headers: { origin: publicOrigin } })).json();
  for (const path of ["/users", "/users/login"]) expect(paths[path].post.responses).toHaveProperty("429");
  expect(paths["/tags"].get.responses).not.toHaveProperty("429");
});
