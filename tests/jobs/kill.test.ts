import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { openJobDatabase, pause, until } from "./job-database.ts";

const program = fileURLToPath(new URL("./dispatcher-process.ts", import.meta.url));

const start = (url: string): ChildProcess => {
  const child = spawn(process.execPath, [program, url], { stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

test("killed again and again among a thousand deliveries, dispatchers lose none and repeat only under the same id", async () => {
  const { db, url } = await openJobDatabase();
  await sql`create table received (event_id uuid, attempt integer, article_id bigint)`.execute(db);
  const received = async () =>
    (await sql<{ n: number }>`select count(*) as n from received`.execute(db)).rows[0]?.n ?? 0;

  const publish = (articleId: number) =>
    transaction(db, (tx) => enqueue(tx, "mail.notice", { accountId: articleId, to: null, about: "role_changed" }));
  const ids = new Map<string, number>();
  for (let articleId = 0; articleId < 1000; articleId++) ids.set(await publish(articleId), articleId);

  const kills = 3;
  for (let kill = 0; kill < kills; kill++) {
    const before = await received();
    const child = start(url);
    // Killed while it works, at a random moment.
    await until(async () => (await received()) > before);
    await pause(Math.random() * 120);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  expect(await received()).toBeLessThan(1000);

  const last = start(url);
  await until(
    async () =>
      (await db.selectFrom("job").where("state", "=", "pending").select("id").limit(1).execute()).length === 0,
  );
  last.kill("SIGTERM");
  expect(await once(last, "exit")).toEqual([0, null]);

  const { rows } = await sql<{
    event_id: string;
    article_id: number;
  }>`select event_id, article_id from received`.execute(db);
  expect(new Set(rows.map(({ event_id }) => event_id))).toEqual(new Set(ids.keys()));
  expect(rows.every(({ event_id, article_id }) => ids.get(event_id) === article_id)).toBe(true);
  const { rows: ends } = await sql<{ state: string; interrupted: number }>`
    select state, count(*) filter (where attempts > 1) as interrupted from job group by state`.execute(db);
  expect(ends).toEqual([{ state: "done", interrupted: expect.any(Number) }]);
  expect(ends[0]?.interrupted).toBeGreaterThan(0);
}, 180_000);
