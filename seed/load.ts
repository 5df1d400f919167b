import type { Db } from "../server/database/index.ts";
import type { Cast } from "./draw.ts";
import { featureLoads } from "./features/loads.ts";
import * as queries from "./load.queries.ts";

/** How much to make, and from which seed. */
export interface LoadOptions {
  readonly articles: number;
  /** Accounts, all of whom write and read; a twentieth of the articles unless given. */
  readonly authors?: number;
  /** How many different tags to draw from. */
  readonly tags?: number;
  /** Favorites per article, on average. */
  readonly favorites?: number;
  /** Accounts that an account follows, on average. */
  readonly follows?: number;
  /** Rows that features add per article, on average, by their options. */
  readonly means?: Readonly<Record<string, number>>;
  /** The same seed on an empty database makes the same rows; only times depend on the clock. */
  readonly seed?: number;
  /** Articles per statement: it bounds memory and how long rows stay locked. */
  readonly batchSize?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** How far one kind of rows has come. */
export interface LoadProgress {
  readonly kind: "accounts" | "follows" | "articles";
  /** Accounts or articles done, of how many. */
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}

const defaults = { tags: 1000, means: {}, favorites: 5, follows: 50, seed: 1, batchSize: 10_000 };
const minAuthors = 20;
const articlesPerAuthor = 20;
const historyMs = 365 * 24 * 3600 * 1000;
const maxFollowsPerBatch = 100_000;

interface Plan extends Required<Omit<LoadOptions, "onProgress">> {
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Calls `work` for the numbers from 1 to `total`, at most `size` at once, and reports each part done. */
async function inBatches(
  plan: Plan,
  kind: LoadProgress["kind"],
  { total, size }: { readonly total: number; readonly size: number },
  work: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  const begunMs = performance.now();
  for (let from = 1; from <= total; from += size) {
    const to = Math.min(from + size - 1, total);
    await work(from, to);
    plan.onProgress({ kind, done: to, total, elapsedMs: performance.now() - begunMs });
  }
}

async function loadAccounts(db: Db, plan: Plan, base: number): Promise<Cast> {
  const ids: number[] = [];
  await inBatches(plan, "accounts", { total: plan.authors, size: plan.batchSize }, async (from, to) => {
    for (const id of await queries.insertAccounts(db, base, from, to)) ids.push(id);
  });
  return `{${ids.join(",")}}`;
}

async function loadFollows(db: Db, plan: Plan, cast: Cast): Promise<void> {
  const { authors: total, follows, seed } = plan;
  const size = Math.max(1, Math.floor(maxFollowsPerBatch / Math.max(follows, 1)));
  if (follows > 0)
    await inBatches(plan, "follows", { total, size }, (from, to) =>
      queries.insertFollows(db, { seed, cast }, { from, to }, follows),
    );
}

/** While one batch is written about, the next is written: each works on a connection, hence a core, of its own. */
async function loadArticles(
  db: Db,
  plan: Plan,
  base: { article: number; newest: string | null },
  cast: Cast,
): Promise<void> {
  const { articles, tags, seed, batchSize: size } = plan;
  const nowMs = Date.now();
  const begins = base.newest ?? new Date(nowMs - historyMs).toISOString();
  const run = { base: base.article, begins, ends: new Date(nowMs).toISOString(), articles, cast, tags, seed };
  let response: Promise<unknown> = Promise.resolve();
  await inBatches(plan, "articles", { total: articles, size }, async (from, to) => {
    const batch = { ...run, from, to };
    const [ids] = await Promise.all([queries.insertArticles(db, batch), response]);
    response = Promise.all([
      queries.insertFavorites(db, batch, ids, plan.favorites),
      ...featureLoads.map(({ option, mean, insert }) => insert(db, batch, ids, plan.means[option] ?? mean)),
    ]);
    if (to === articles) await response;
  });
}

/**
 * Fills a migrated database for load tests, beside what it holds already: accounts without a way to sign in, whom
 * they follow, articles over the last year with tags by Zipf's law, favorites and what features add. The rows are made inside
 * the database, in bounded batches, each its own transaction. Counts come from the triggers, as they do for requests.
 *
 * @param db uses up to four connections.
 * @throws what a statement threw; batches done until then stay.
 */
export async function seedLoad(db: Db, { onProgress = () => {}, ...options }: LoadOptions): Promise<void> {
  const authors = Math.max(minAuthors, Math.ceil(options.articles / articlesPerAuthor));
  const plan: Plan = { ...defaults, authors, ...options, onProgress };
  const base = await queries.findBase(db);
  const cast = await loadAccounts(db, plan, base.account);
  await Promise.all([loadFollows(db, plan, cast), loadArticles(db, plan, base, cast)]);
  await queries.analyze(db);
}
