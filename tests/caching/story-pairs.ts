import { expect } from "vitest";
import type { Cache } from "../../server/cache/index.ts";
import { api } from "../../shared/index.ts";
import { createSamples, type Fixtures } from "../access/fixtures.ts";
import type { TestApp } from "../support/app.ts";
import { type Documented, holdToDocument } from "../surfaces/answers/call.ts";
import { cachedQueriesOf, faultsAfter, faultsBefore, type Look, mutationsOf, type Sides, see } from "./pair-check.ts";

/** A story whose mutations are watched. */
export interface WatchedStory extends Documented {
  /** Mutations that succeeded, with the cached queries compared after each. */
  readonly succeeded: ReadonlySet<string>;
}

interface Watch {
  readonly app: TestApp;
  readonly cache: Cache;
  readonly sides: Sides;
  readonly looksAt: (fixtures: Fixtures) => readonly Look[];
}

/** Gives an account content, so that whatever changes the account may show in a cached answer. */
async function createContent(app: TestApp, { id, username }: { readonly id: number; readonly username: string }) {
  const { db } = app.database;
  const slug = `by-${username}`;
  const row = { author_id: id, slug, title: slug, description: "d", body: "b", tag_list: [`of-${username}`] };
  const article = await db.insertInto("article").values(row).returning("id").executeTakeFirstOrThrow();
  return { slug, username, sessionId: "", jobId: "", own: await createSamples(app, id, article.id) };
}

/** Each tag without a field, as a mutation names it. */
const plainTags = cachedQueriesOf(api)
  .flatMap(({ procedure }) => procedure.cache.tags)
  .filter((tag) => !tag.includes("{"));

/** Compares all cached queries about all accounts of a story with the database, after each mutation that succeeds. */
export function watchStory({ app, cache, sides, looksAt }: Watch): WatchedStory {
  const documented = holdToDocument(app);
  const succeeded = new Set<string>();
  const contents = new Map<number, Fixtures>();
  const looks = () => [...contents.values()].flatMap(looksAt);
  /** Accounts appear by sign-up, and by SQL as a story needs them. */
  const fillNewAccounts = async () => {
    const accounts = await app.database.db.selectFrom("account").select(["id", "username"]).execute();
    const fresh = accounts.filter(({ id }) => !contents.has(id));
    if (fresh.length === 0) return;
    for (const account of fresh) contents.set(account.id, await createContent(app, account));
    await cache.clear(plainTags.map((tag) => [tag]));
    expect(faultsBefore(await see(looks(), sides))).toEqual([]);
  };
  const call: Documented["call"] = async (id, status, sent) => {
    await fillNewAccounts();
    const answer = await documented.call(id, status, sent);
    const mutation = mutationsOf(api).find(({ name }) => name === id);
    if (mutation === undefined || status >= 300) return answer;
    expect(faultsAfter(mutation, await see(looks(), sides))).toEqual([]);
    succeeded.add(id);
    return answer;
  };
  return { ...documented, call, succeeded };
}
