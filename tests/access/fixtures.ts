import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { startSession } from "../../server/features/sessions/index.ts";
import type { Role } from "../../shared/contract/index.ts";
import { scopes } from "../../shared/scopes.ts";
import { featureSamples } from "../samples/index.ts";
import type { TestApp } from "../support/app.ts";
import type { Actor } from "./rows.ts";

/** Targets of calls: ada's article, one of her sessions, and a member and a dead job to administer. */
export interface Fixtures {
  readonly slug: string;
  readonly sessionId: string;
  readonly username: string;
  readonly jobId: string;
  /** Ids of ada's sample records, by feature. */
  readonly own: Readonly<Record<string, number>>;
}

/** The actors' accounts; both API keys are ada's. */
export type People = Readonly<Record<Exclude<Actor, "anon" | "bareKey" | "fullKey">, number>>;

let serial = 0;

async function insertAccount(app: TestApp, name: string, role: Role): Promise<number> {
  const account = { username: name, email: `${name}@secret.example`, password_hash: `$hash$${name}`, role };
  const { db } = app.database;
  return (await db.insertInto("account").values(account).returning("id").executeTakeFirstOrThrow()).id;
}

export async function createPeople(app: TestApp): Promise<People> {
  const suspended = await insertAccount(app, "suspended", "member");
  await sql`update account set suspended_at = now() where id = ${suspended}`.execute(app.database.db);
  return {
    ada: await insertAccount(app, "ada", "member"),
    grace: await insertAccount(app, "grace", "member"),
    moderator: await insertAccount(app, "moderator", "moderator"),
    admin: await insertAccount(app, "admin", "admin"),
    stale: await insertAccount(app, "stale", "admin"),
    suspended,
  };
}

/**
 * Creates one sample record per feature.
 * @returns their ids by feature.
 */
export async function createSamples(app: TestApp, accountId: number, articleId: number): Promise<Fixtures["own"]> {
  const own: Record<string, number> = {};
  const { db, redis } = app.services;
  for (const { feature, create } of featureSamples) own[feature] = await create(db, accountId, articleId, redis);
  return own;
}

/** Creates untouched fixtures. */
export async function createFixtures(app: TestApp, { ada }: People): Promise<Fixtures> {
  const { db } = app.database;
  const slug = `article-${++serial}`;
  const { id: articleId } = await db
    .insertInto("article")
    .values({ author_id: ada, slug, title: slug, description: "d", body: "b", tag_list: ["wood"] })
    .returning("id")
    .executeTakeFirstOrThrow();
  const token = await startSession(db, { accountId: ada, keptIn: "token", userAgent: null, methods: ["pwd"] });
  const username = `target${serial}`;
  await insertAccount(app, username, "member");
  const { id: jobId } = await db
    .insertInto("job")
    .values({ name: "notice.due", input: "{}", state: "dead", finished_at: sql`now()` })
    .returning("id")
    .executeTakeFirstOrThrow();
  const own = await createSamples(app, ada, articleId);
  return { slug, sessionId: token.split(".")[0] ?? "", username, jobId, own };
}

async function keyOf(app: TestApp, accountId: number, isFull: boolean): Promise<string> {
  const key = `dvk_${createHash("sha256").update(randomUUID()).digest("base64url")}`;
  const hash = createHash("sha256").update(key).digest();
  const held = isFull ? [...scopes] : [];
  await sql`insert into api_key (id, account_id, secret_hash, prefix, name, scopes, last_used_at, expires_at)
    values (${randomUUID()}, ${accountId}, ${hash}, ${key.slice(0, 10)}, 'k', ${held}, now(), now() + interval '1 day')`.execute(
    app.database.db,
  );
  return key;
}

/** A new bearer token of the actor; `undefined` for anonymous. */
export async function tokenOf(app: TestApp, people: People, actor: Actor): Promise<string | undefined> {
  if (actor === "anon") return undefined;
  if (actor === "bareKey" || actor === "fullKey") return await keyOf(app, people.ada, actor === "fullKey");
  const { db } = app.database;
  const start = { accountId: people[actor], keptIn: "token", userAgent: null, methods: ["pwd"] } as const;
  const token = await startSession(db, start);
  if (actor === "stale")
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${people.stale}`.execute(
      db,
    );
  return token;
}

/** Effects of rejected calls too: rate limit counts and audit entries. */
const beside = ["limit_count", "known_address", "audit"];

/** Names of the business tables. */
async function businessTables(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'
    and tablename not like 'kysely%' and tablename <> all(${beside}) order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Creates a reader of the state of all business tables. A table counts as unchanged while it has as many rows as before
 * and none from a later transaction, which reads no columns and sorts nothing.
 */
export async function createStateReader({ database: { db } }: TestApp): Promise<() => Promise<string>> {
  const tables = (await businessTables(db)).map(
    (name) => sql`select ${sql.lit(name)} as name, count(*), max(xmin::text::bigint) from ${sql.table(name)}`,
  );
  const state = sql`${sql.join(tables, sql` union all `)} order by name`;
  return async () => JSON.stringify((await state.execute(db)).rows);
}
