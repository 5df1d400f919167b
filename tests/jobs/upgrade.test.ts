import { sql } from "kysely";
import { expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { enqueue, enqueueOf, listPending } from "../../server/jobs/index.ts";
import { job } from "../../shared/contract/index.ts";
import { jobs } from "../../shared/jobs.ts";
import { openJobDatabase } from "./job-database.ts";

// The statements of the release before jobs, which goes on running on the new schema during a deployment.
const oldInsert = sql`insert into outbox (event, payload, available_at)
  values ('cache.cleared', '{"tags": ["old"]}', clock_timestamp()) returning id`;
const oldEvents = sql`('cache.cleared', 'email.verification_requested', 'email.change_requested',
  'password.reset_requested', 'notice.due')`;
const oldClaim = sql<{ id: string; event: string; payload: { tags: string[] } }>`
  with due as (
    select id from outbox where state = 'pending' and available_at <= now() and event in ${oldEvents} and attempts < 10
    order by available_at limit 10 for update skip locked
  )
  update outbox set lease = gen_random_uuid(), available_at = now() + interval '15 seconds', attempts = attempts + 1
  from due where outbox.id = due.id returning outbox.id, outbox.event, outbox.payload`;
const oldGiveUp = sql`
  with lapsed as (
    select id from outbox where state = 'pending' and available_at <= now() and attempts >= 10
    limit 100 for update skip locked
  )
  update outbox set state = 'dead', finished_at = now() from lapsed where outbox.id = lapsed.id`;

test("what the previous release enqueues is done by this one", async () => {
  const { db, dispatcher } = await openJobDatabase();
  await oldInsert.execute(db);
  expect(await listPending(db, "cache.invalidate", { max: 10 })).toMatchObject([{ input: { tags: ["old"] } }]);
  const seen: string[] = [];
  await dispatcher({ "cache.invalidate": async ({ input }) => void seen.push(...input.tags) }).runOnce({ max: 10 });
  expect(seen).toEqual(["old"]);
});

test("what this release enqueues for a job that the previous one knows, the previous one can do", async () => {
  const { db } = await openJobDatabase();
  await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["new"] }));
  const { rows } = await oldClaim.execute(db);
  expect(rows).toMatchObject([{ event: "cache.cleared", payload: { tags: ["new"] } }]);
  await sql`update outbox set state = 'done', finished_at = now(), lease = null where id = ${rows[0]?.id}`.execute(db);
  expect(await db.selectFrom("job").select("state").execute()).toEqual([{ state: "done" }]);
});

test("the previous release neither sees nor gives up jobs that it does not know", async () => {
  const { db } = await openJobDatabase();
  const added = { ...jobs, "reports.build": job({ summary: "Build a report", input: jobs["cache.invalidate"].input }) };
  await transaction(db, (tx) => enqueueOf(added, tx, "reports.build", { tags: ["new"] }));
  await sql`update job set attempts = 20`.execute(db);
  await oldGiveUp.execute(db);
  expect((await oldClaim.execute(db)).rows).toEqual([]);
  expect(await db.selectFrom("job").select(["name", "state"]).execute()).toEqual([
    { name: "reports.build", state: "pending" },
  ]);
});
