import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { draft, enrol, type Person, refusal } from "../support/people.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrol(app);
});

const create = (fields: Readonly<Record<string, unknown>> = {}, token = ada.token) =>
  app.rest("POST", "/api-keys", { token, body: { name: "Import", scopes: ["articles:write"], ...fields } });
const publish = async (token: string) =>
  (await app.rest("POST", "/articles", { token, body: { article: draft() } })).status;
const list = async (token = ada.token) => (await app.rest("GET", "/api-keys", { token })).body.apiKeys;

describe("AK-01 a key is made for oneself", () => {
  test("AK-01 none is made without signing in, or with a session that is not fresh", async () => {
    expect(await refusal(app, "POST", "/api-keys", { body: {} })).toEqual({
      status: 401,
      errors: { token: ["is missing"] },
    });
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    expect((await create()).body.code).toBe("reauth_required");
  });

  test("AK-01 whose it is, what it is allowed and how long it lives are not the caller's to say", async () => {
    const bob = await enrol(app);
    const { status, body } = await create({
      ...{ userId: bob.id, accountId: bob.id, rateLimit: 1e9, expiresAt: "2999-01-01T00:00:00.000Z" },
    });
    expect(status).toBe(201);
    expect(await list(bob.token)).toEqual([]);
    const days = (Date.parse(body.apiKey.expiresAt) - Date.parse(body.apiKey.createdAt)) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    const row = await app.database.db
      .selectFrom("api_key")
      .select("account_id")
      .where("id", "=", body.apiKey.id)
      .execute();
    expect(row).toEqual([{ account_id: ada.id }]);
  });

  test.each([
    ["an undeclared scope", { scopes: ["admin:write"] }],
    ["every scope", { scopes: ["*"] }],
    ["no scope", { scopes: [] }],
    ["more than a year", { expiresInDays: 366 }],
    ["no time at all", { expiresInDays: 0 }],
    ["no name", { name: " " }],
  ])("AK-01 %s is refused", async (_, fields) => {
    expect((await create(fields)).status).toBe(422);
    expect(await list()).toEqual([]);
  });

  test("AK-01 an account has at most 20, however many are made at once", async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => create()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === "too_many")).toHaveLength(4);
    await sql`update api_key set expires_at = now() - interval '1 second' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    expect((await create()).status).toBe(201);
  });

  test("AK-01 a key makes no key, ends no session and reads no account", async () => {
    const { key } = (await create()).body;
    for (const [method, path] of [
      ["POST", "/api-keys"],
      ["GET", "/api-keys"],
      ["GET", "/sessions"],
      ["DELETE", "/sessions"],
      ["PUT", "/user"],
      ["GET", "/user"],
    ] as const)
      expect(await refusal(app, method, path, { token: key })).toEqual({
        status: 403,
        errors: { scope: ["is missing"] },
      });
  });
});

describe("AK-02 a key is shown once, hashed and scoped", () => {
  test("AK-02 only its making shows it; the list shows how it begins", async () => {
    const { body } = await create();
    expect(body).toEqual({
      key: expect.stringMatching(/^dvk_[\w-]{43}$/),
      apiKey: {
        id: expect.any(String),
        name: "Import",
        prefix: body.key.slice(0, 10),
        scopes: ["articles:write"],
        createdAt: expect.any(String),
        expiresAt: expect.any(String),
        lastUsedAt: null,
      },
    });
    expect(await list()).toEqual([body.apiKey]);
    const { rows } = await sql`select * from api_key`.execute(app.database.db);
    const { rows: audits } = await sql`select * from audit where action = 'api_key.created'`.execute(app.database.db);
    const secret = body.key.slice(10);
    expect(JSON.stringify([rows, audits, app.logLines])).not.toContain(secret);
    expect(JSON.stringify(audits)).toContain(body.apiKey.id);
  });

  test("AK-02 it calls what its scopes name and what is open to visitors, as its account", async () => {
    const { key } = (await create()).body;
    expect(await publish(key)).toBe(201);
    const { articles } = (await app.rest("GET", `/articles?author=${ada.username}`, { token: key })).body;
    expect(articles).toMatchObject([{ author: { username: ada.username } }]);
    const bob = await enrol(app);
    expect(await refusal(app, "POST", `/profiles/${bob.username}/follow`, { token: key })).toEqual({
      status: 403,
      errors: { scope: ["is missing"] },
    });
    const both = (await create({ scopes: ["profiles:write", "feed:read"] })).body.key;
    expect((await app.rest("POST", `/profiles/${bob.username}/follow`, { token: both })).status).toBe(200);
    expect((await app.rest("GET", "/articles/feed", { token: both })).status).toBe(200);
    expect(await publish(both)).toBe(403);
  });

  test("AK-02 revoked, expired or of a suspended account it opens nothing, also in another process", async () => {
    const other = await startTestApp({}, undefined, { database: app.database });
    const { key, apiKey } = (await create()).body;
    expect(await publish(key)).toBe(201);
    expect((await app.rest("DELETE", `/api-keys/${apiKey.id}`, { token: ada.token })).status).toBe(204);
    expect(await publish(key)).toBe(401);
    expect((await other.rest("GET", "/articles/feed", { token: key })).status).toBe(401);
    await other.stop();
    const expired = (await create()).body;
    await sql`update api_key set expires_at = now() - interval '1 second' where id = ${expired.apiKey.id}`.execute(
      app.database.db,
    );
    expect(await publish(expired.key)).toBe(401);
    const suspended = (await create()).body;
    await sql`update account set suspended_at = now() where id = ${ada.id}`.execute(app.database.db);
    expect(await publish(suspended.key)).toBe(401);
  });

  test("AK-02 is no cookie, and others can neither see nor revoke it", async () => {
    const { key, apiKey } = (await create()).body;
    expect((await app.rest("GET", "/articles/feed", { headers: { cookie: `__Host-dovetail=${key}` } })).status).toBe(
      401,
    );
    const bob = await enrol(app);
    expect(await refusal(app, "DELETE", `/api-keys/${apiKey.id}`, { token: bob.token })).toEqual({
      status: 404,
      errors: { apiKey: ["not found"] },
    });
    expect(await publish(key)).toBe(201);
  });

  test("AK-02 its last use is written, at most once an hour", async () => {
    const { key } = (await create()).body;
    await publish(key);
    const [{ lastUsedAt }] = await list();
    expect(Date.parse(lastUsedAt)).toBeGreaterThan(Date.now() - 60_000);
    await publish(key);
    expect((await list())[0].lastUsedAt).toBe(lastUsedAt);
    await sql`update api_key set last_used_at = now() - interval '61 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    await publish(key);
    expect(Date.parse((await list())[0].lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(lastUsedAt));
  });
});
