import { randomBytes } from "node:crypto";
import { createClient } from "@redis/client";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { openTestCaching } from "./support/caching.ts";
import { isWithoutRedis, ownPrefix, redisUrl } from "./support/redis.ts";

/** Every row of every table, as JSON text; bytes are hexadecimal. */
async function dump({ database: { db } }: TestApp): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(db);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join("\n");
}

/** Every key below a prefix, with its value. */
async function dumpRedis(prefix: string): Promise<string> {
  const redis = await createClient({ url: redisUrl }).connect();
  onTestFinished(() => redis.destroy());
  const texts: string[] = [];
  for await (const keys of redis.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 }))
    for (const key of keys) texts.push(`${key} ${(await redis.type(key)) === "string" ? await redis.get(key) : ""}`);
  return texts.join("\n");
}

/** Encodings of a secret to search for. */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const part = secret.split(".").at(-1) ?? secret;
  return [
    secret,
    part,
    part.replace(/^dv[a-z]_/, ""),
    encodeURIComponent(secret),
    bytes.toString("hex"),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    Buffer.from(part.replace(/^dv[a-z]_/, ""), "base64url").toString("hex"),
  ].filter((text) => text.length >= 12);
}

/**
 * Runs every flow that handles a secret.
 * @returns the secrets by kind.
 */
async function handleSecrets(app: TestApp): Promise<Readonly<Record<string, string>>> {
  const canary = () => `canary ${randomBytes(12).toString("hex")}`;
  const [password, wrong, unknown] = [canary(), canary(), canary()];
  const user = { username: "canary", email: "canary@example.com", password };
  const session = (await app.rest("POST", "/users", { body: { user } })).body.user.token;
  const login = (body: object) => app.rest("POST", "/users/login", { body: { user: { ...user, ...body } } });
  const second = (await login({})).body.user.token;
  await login({ password: wrong });
  await login({ email: "nobody@example.com", password: unknown });
  const key = (await app.rest("POST", "/api-keys", { token: session, body: { name: "k", scopes: ["feed:read"] } })).body
    .key;
  const { accessToken, refreshToken } = (await app.rest("POST", "/sessions/app", { token: session })).body;
  const refreshed = (await app.rest("POST", "/sessions/refresh", { body: { refreshToken } })).body;
  const secrets = { password, wrong, unknown, session, second, key, accessToken, refreshToken };
  // Misplaced secrets: in URLs, in commonly logged headers, in rejected bodies.
  for (const secret of Object.values(secrets)) {
    await app.fetch(
      `/api/articles?tag=${encodeURIComponent(String(secret))}&token=${encodeURIComponent(String(secret))}`,
    );
    await app.fetch("/api/user", { headers: { authorization: `Bearer ${secret}` } });
    await app.fetch("/api/user", {
      headers: { cookie: `__Host-dovetail=${secret}`, referer: `https://a.test/?${secret}` },
    });
    await app.rest("POST", "/users/login", { body: { user: { password: secret } } });
    await app.fetch("/trpc/accounts.login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"password":"${secret}"`,
    });
  }
  return { ...secrets, nextAccess: refreshed.accessToken, nextRefresh: refreshed.refreshToken };
}

test.skipIf(isWithoutRedis)(
  "LG-01 no secret is in the log at its most talkative, in the database or in Redis",
  async () => {
    const prefix = ownPrefix();
    const caching = openTestCaching({ kind: "tcp", url: redisUrl }, { prefix });
    const app = await startTestApp({ LOG_LEVEL: "debug", LIMITS: "on" }, undefined, caching);
    onTestFinished(app.stop);
    const secrets = await handleSecrets(app);
    // The log also contains the error's text and its context.
    await app.database.db.schema.dropTable("api_key").execute();
    for (const secret of Object.values(secrets)) await app.rest("GET", "/user", { token: secret });
    await caching.cache.idle();
    const places = { log: JSON.stringify(app.logLines), database: await dump(app), redis: await dumpRedis(prefix) };
    expect(places.log).toContain("accounts.login");
    expect(places.database).toContain("canary@example.com");
    expect(places.redis.length).toBeGreaterThan(100);
    const found = Object.entries(secrets).flatMap(([kind, secret]) =>
      Object.entries(places).flatMap(([place, text]) =>
        spellingsOf(secret).some((spelling) => text.includes(spelling)) ? [`${kind} in ${place}`] : [],
      ),
    );
    expect(Object.values(secrets).every((secret) => secret.length > 20)).toBe(true);
    expect(found).toEqual([]);
  },
);
