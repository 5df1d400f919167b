import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import { append } from "../../server/events/index.ts";
import { findBrokers } from "../support/brokers.ts";
import { databaseForTest } from "../support/database.ts";
import { awayMs, count, keys, kills, reach, timeoutMs } from "./kill-target.ts";

const program = fileURLToPath(new URL("./reader-process.ts", import.meta.url));

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

/** Starts the readers of all brokers, and waits until they have a place in the log. */
async function start(databaseUrl: string, addresses: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, databaseUrl, ...addresses], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

/** Kills the readers, and ends their leases as 30 seconds would. */
async function kill(db: Db, child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  await sql`update event_reader set leased_until = now()`.execute(db);
}

const about = (articleId: number, number: number) => ({
  articleId,
  slug: `slug-${number}`,
  authorId: 1,
  author: "ada",
});

/** Appends events of several keys in turn, some a transaction. */
async function appendAll(db: Db, total: number): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let first = 0; first < total; first += keys)
    await transaction(db, async (tx) => {
      for (let at = first; at < Math.min(first + keys, total); at++)
        ids.add(await append(tx, "article.deleted", about(1 + (at % keys), at)));
    });
  return ids;
}

/** Where the readers of brokers are: the first and the last place, and how many events they parked. */
const stateOf = async (db: Db) => {
  const { rows } = await sql<{ first: number; last: number; waiting: number }>`
    select coalesce(min(position), 0)::int as first, coalesce(max(position), 0)::int as last,
        (select count(*)::int from event_delivery where reader like 'broker:%') as waiting
      from event_reader where name like 'broker:%'`.execute(db);
  return rows[0] ?? { first: 0, last: 0, waiting: 0 };
};

type State = Awaited<ReturnType<typeof stateOf>>;

/** Waits until the readers have got so far. */
async function until(db: Db, isThere: (state: State) => boolean): Promise<void> {
  while (!isThere(await stateOf(db))) await sleep(20);
}

/** Ids of a broker's messages, whether those of a key came in order, and how many came again. */
function summary(bodies: readonly string[]) {
  const ids = new Set<string>();
  const byKey = new Map<string, number[]>();
  for (const body of bodies) {
    const { id, partitionkey, data } = JSON.parse(body);
    if (ids.has(id)) continue;
    ids.add(id);
    byKey.set(partitionkey, [...(byKey.get(partitionkey) ?? []), Number(String(data.slug).slice(5))]);
  }
  const inOrder = [...byKey.values()].every((numbers) =>
    numbers.every((n, at) => at === 0 || n > (numbers[at - 1] ?? n)),
  );
  return { ids, inOrder, repeated: bodies.length - ids.size };
}

test("publish: the service and its brokers are killed again and again, and no event is lost", {
  timeout: timeoutMs,
}, async () => {
  const { db, url } = await databaseForTest();
  const reached = await Promise.all(brokers.filter(({ reason }) => reason === undefined).map(reach));
  const addresses = reached.map(({ address }) => address);
  let child = await start(url, addresses);
  const appended = appendAll(db, count);
  for (let turn = 1; turn <= kills; turn++) {
    await until(db, ({ last }) => last >= (turn * count) / (kills + 2));
    await kill(db, child);
    if (turn === 1) await Promise.all(reached.map(({ takeAway }) => takeAway()));
    child = await start(url, addresses);
    if (turn !== 1) continue;
    await sleep(awayMs);
    await Promise.all(reached.map(({ bringBack }) => bringBack()));
    await until(db, ({ last }) => last >= count / (kills + 1));
    await Promise.all(reached.map(({ takeAway }) => takeAway()));
    await sleep(awayMs);
    await Promise.all(reached.map(({ bringBack }) => bringBack()));
  }
  const ids = await appended;
  await until(db, ({ first, waiting }) => first >= count && waiting === 0);
  await kill(db, child);
  for (const { broker, own, port } of reached) {
    const seen = summary((await broker.read(own, port)).map(({ body }) => body));
    expect(seen.ids, broker.name).toEqual(ids);
    expect(seen.inOrder, broker.name).toBe(true);
    process.stdout.write(
      `${broker.name}: ${count} events, ${kills} kills: 0 lost, in order, ${seen.repeated} repeated\n`,
    );
  }
});
