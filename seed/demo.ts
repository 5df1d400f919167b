import { type Db, transaction } from "../server/database/index.ts";
import { normalTags, slugify } from "../server/features/articles/index.ts";
import { createPasswords } from "../server/providers/passwords.ts";
import { articles, authors, type DemoName, demoAccount, follows } from "./content/index.ts";
import * as queries from "./demo.queries.ts";
import { featureSeeds } from "./features/index.ts";

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;
const oldestMs = 170 * dayMs;
const newestMs = 5 * hourMs;

type Name = DemoName | "demo";
type IdOf = (key: string) => number;

/** Times before now, as the columns take them. */
const before = (nowMs: number, ms: number) => new Date(nowMs - ms).toISOString();

/** How long ago an article appeared; later ones are closer together, at odd minutes of the day. */
function ageMs(index: number): number {
  const part = 1 - index / (articles.length - 1);
  const oddMs = ((index * 197) % 83) * 60_000;
  return newestMs + Math.round((oldestMs - newestMs) * part ** 1.3) + oddMs;
}

/** Who likes an article: some are liked by nearly everyone, and none by its author. */
const fansOf = (index: number, author: Name): readonly Name[] => {
  const reach = [2, 5, 1, 4, 7, 3, 0, 6][(index * 5) % 8] ?? 0;
  const names: readonly Name[] = ["demo", ...authors.map(({ username }) => username)];
  return names.filter((name, place) => name !== author && (place * 7 + index * 3) % 9 < reach);
};

/** Looks up what was just inserted. */
function idsBy(rows: readonly { readonly id: number; readonly key: string }[]): IdOf {
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the demo content mentions ${key}, which it does not hold`);
    return id;
  };
}

async function insertPeople(tx: Db, nowMs: number, passwordHash: string | null): Promise<IdOf> {
  const { username, email, bio } = demoAccount;
  const rows = await queries.insertAccounts(tx, [
    ...authors.map((author, place) => ({
      ...author,
      email: `${author.username}@example.com`,
      created_at: before(nowMs, oldestMs + (40 - place * 3) * dayMs),
    })),
    { username, email, bio, password_hash: passwordHash, created_at: before(nowMs, oldestMs) },
  ]);
  const accountId = idsBy(rows.map((row) => ({ id: row.id, key: row.username })));
  const pairs = follows.flatMap(([follower, followed]) => followed.map((name) => [follower, name] as const));
  await queries.insertFollows(
    tx,
    pairs.map(([follower, followed], place) => ({
      follower_id: accountId(follower),
      followed_id: accountId(followed),
      created_at: before(nowMs, oldestMs - (place + 1) * 3 * dayMs),
    })),
  );
  return accountId;
}

async function insertArticles(tx: Db, nowMs: number, accountId: IdOf): Promise<IdOf> {
  const rows = articles.map(({ author, title, description, tagList, body }, index) => {
    const moment = before(nowMs, ageMs(index));
    return {
      author_id: accountId(author),
      slug: slugify(title),
      ...{ title, description, body },
      tag_list: normalTags(tagList),
      created_at: moment,
      updated_at: moment,
    };
  });
  const inserted = await queries.insertArticles(tx, rows);
  return idsBy(inserted.map(({ id, slug }) => ({ id, key: slug })));
}

async function insertFavorites(tx: Db, nowMs: number, accountId: IdOf, articleId: IdOf): Promise<void> {
  const favorites = articles.flatMap(({ author, title }, index) =>
    fansOf(index, author).map((name, place) => ({
      account_id: accountId(name),
      article_id: articleId(slugify(title)),
      created_at: before(nowMs, ageMs(index) / (place + 2)),
    })),
  );
  await queries.insertFavorites(tx, favorites);
}

/** Whether the demo account's public password still signs in. */
export async function isDemoOpen(db: Db): Promise<boolean> {
  const hash = await queries.findPasswordHash(db, demoAccount.email);
  return hash !== null && (await createPasswords().verify(demoAccount.password, hash));
}

/**
 * Fills an empty database with the demo content, once: does nothing where there is an account, and of two starts at
 * once one seeds. Only for the embedded database of a first start, never for one that `DATABASE_URL` names. No caller can sign
 * in as an author, and as {@link demoAccount}, whose password is public, only on a developer's own machine.
 *
 * @param isDevelopment whether this machine alone can reach the server.
 * @returns whether it filled the database.
 */
export async function seedDemo(db: Db, isDevelopment = true): Promise<boolean> {
  if (await queries.hasAccounts(db)) return false;
  // Takes a while on purpose, and so outside of the transaction.
  const passwordHash = isDevelopment ? await createPasswords().hash(demoAccount.password) : null;
  return transaction(db, async (tx) => {
    await queries.lockSeeding(tx);
    if (await queries.hasAccounts(tx)) return false;
    const nowMs = Date.now();
    const accountId = await insertPeople(tx, nowMs, passwordHash);
    const articleId = await insertArticles(tx, nowMs, accountId);
    await insertFavorites(tx, nowMs, accountId, articleId);
    for (const seed of featureSeeds) await seed(tx, accountId("demo"));
    return true;
  });
}
