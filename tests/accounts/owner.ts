import { sql } from "kysely";
import { expect } from "vitest";
import { startSession } from "../../server/features/sessions/index.ts";
import type { TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";

/** A user with a password and an address. */
export interface Owner extends Person {
  readonly email: string;
}

export const password = "a fine password";
export const another = "another password";

/** Hashes once for all accounts of an app: a hash takes a quarter of a second. */
const hashes = new WeakMap<TestApp, Promise<string | null>>();

async function hashFor(app: TestApp): Promise<string | null> {
  const user = { username: "hashed", email: "hashed@example.com", password };
  await app.rest("POST", "/users", { body: { user } });
  const row = app.database.db.selectFrom("account").select("password_hash").where("username", "=", "hashed");
  await app.database.db.deleteFrom("job").execute();
  return (await row.executeTakeFirstOrThrow()).password_hash;
}

/** Creates a user with {@link password} and a verified or unverified address. */
export async function enrolOwner(app: TestApp, { isVerified = true } = {}): Promise<Owner> {
  if (!hashes.has(app)) hashes.set(app, hashFor(app));
  const person = await enrol(app);
  await app.database.db
    .updateTable("account")
    .set({ password_hash: (await hashes.get(app)) ?? null, ...(isVerified && { email_verified_at: sql`now()` }) })
    .where("id", "=", person.id)
    .execute();
  return { ...person, email: `${person.username}@example.com` };
}

export const logIn = (app: TestApp, email: string, attempt = password) =>
  app.rest("POST", "/users/login", { body: { user: { email, password: attempt } } });

/** Opens another session without a password hash. */
export const openSession = ({ database: { db } }: TestApp, { id }: Pick<Owner, "id">): Promise<string> =>
  startSession(db, { accountId: id, keptIn: "token", userAgent: null, methods: ["pwd"] });

/** The response status for a session's token. */
export const statusOf = async (app: TestApp, token: string): Promise<number> =>
  (await app.rest("GET", "/user", { token })).status;

/** Makes every link of this kind older. */
export const ageLinks = ({ database: { db } }: TestApp, minutes: number) =>
  sql`update mail_token set expires_at = expires_at - make_interval(mins => ${minutes})`.execute(db);

/** Makes sent mails older. */
export const ageMails = ({ database: { db } }: TestApp) =>
  sql`update mail set created_at = created_at - interval '61 minutes'`.execute(db);

/** The audit entries of an account, in order. */
export const auditOf = async ({ database: { db } }: TestApp, accountId: number): Promise<readonly string[]> =>
  (await db.selectFrom("audit").select("action").where("account_id", "=", accountId).orderBy("id").execute()).map(
    ({ action }) => action,
  );

/** The whole database and log, as text. */
export async function everythingKept({ database: { db }, logLines }: TestApp): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  const dumps = rows.map(({ name }) =>
    sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(db),
  );
  const texts = (await Promise.all(dumps)).flatMap((dump) => dump.rows.map(({ text }) => text));
  expect(texts.length).toBeGreaterThan(0);
  return [...texts, ...logLines.map((line) => JSON.stringify(line))].join("\n");
}
