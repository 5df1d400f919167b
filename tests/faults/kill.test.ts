import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { wrongCounts } from "../support/counts.ts";
import { databaseForTest } from "../support/database.ts";
import { enrol } from "../support/people.ts";
import { createRandom } from "../support/random.ts";
import { isWithoutRedis, startRedis } from "../support/redis.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { beginLoad, confirmedSlugs, publishAnother } from "./load.ts";

const rounds = Number(process.env.FAULT_ROUNDS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? 20_261_124);
const writesPerSecond = 50;

/** The events of each article in the outbox, by id. */
async function eventsByArticle(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; tag: string }>`
    select id, tag from job, jsonb_array_elements_text(input -> 'tags') tag
    where name = 'cache.cleared' and tag like 'article:%'`.execute(db);
  const events = new Map<string, string[]>();
  for (const { id, tag } of rows) {
    const slug = tag.slice("article:".length);
    events.set(slug, [...(events.get(slug) ?? []), id]);
  }
  return events;
}

const statesOf = async (db: Db) =>
  (await db.selectFrom("job").select("state").distinct().execute()).map(({ state }) => state);

test.skipIf(isWithoutRedis)(
  `FX-01 killed ${rounds} times among writes: what was acknowledged is there, with one event each, and every event is delivered`,
  { timeout: 60_000 + rounds * 15_000 },
  async () => {
    const random = createRandom(seed);
    const database = await databaseForTest();
    const { db } = database;
    const redis = await startRedis();
    const environment = { REDIS_URL: redis.url, LOG_LEVEL: "error" };
    const servers: ServerProcess[] = [];
    onTestFinished(async () => {
      for (const { process: child } of servers) child.kill("SIGKILL");
      await redis.stop();
    });
    const start = async (port?: number) => {
      const server = await startServer("node", database.url, { environment, ...(port !== undefined && { port }) });
      servers.push(server);
      return server;
    };
    const author = await enrol({ database });
    const confirmed: string[] = [];
    const known = new Map<string, readonly string[]>();
    let [server, attempted] = [await start(), 0];
    for (let round = 0; round < rounds; round++) {
      const { url, process: child } = server;
      const load = beginLoad(writesPerSecond, () => publishAnother(url, author));
      await sleep(500 + random() * 1000);
      child.kill("SIGKILL");
      await once(child, "exit");
      const answers = await load.stop();
      attempted += answers.length;
      confirmed.push(...confirmedSlugs(answers));
      for (const [slug, ids] of await eventsByArticle(db)) known.set(slug, known.get(slug) ?? ids);
      server = await start(Number(new URL(url).port));
    }
    await expect.poll(() => statesOf(db), { timeout: 20_000, interval: 100 }).toEqual(["done"]);

    const articles = (await db.selectFrom("article").select("slug").execute()).map(({ slug }) => slug);
    const events = await eventsByArticle(db);
    process.stdout.write(
      `FX-01: seed ${seed}, ${rounds} kills, ${attempted} writes tried, ${confirmed.length} acknowledged, ${articles.length} there\n`,
    );
    expect(confirmed.length).toBeGreaterThan(rounds * 3);
    expect(confirmed.filter((slug) => !articles.includes(slug))).toEqual([]);
    expect([...events.keys()].sort()).toEqual(articles.toSorted());
    expect([...events.values()].filter((ids) => ids.length !== 1)).toEqual([]);
    expect([...known].filter(([slug, ids]) => String(events.get(slug)) !== String(ids))).toEqual([]);
    expect(await wrongCounts(db)).toEqual([]);
  },
);
