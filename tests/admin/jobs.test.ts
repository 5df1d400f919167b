import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { type Person, refusal } from "../support/people.ts";
import { enrolAs } from "./roles.ts";

let app: TestApp;
let root: Person;
beforeAll(async () => {
  app = await startTestApp();
  root = await enrolAs(app, "admin", "root");
});
afterAll(() => app.stop());
beforeEach(async () => {
  await sql`delete from job`.execute(app.database.db);
});

const list = async (search = "") => (await app.rest("GET", `/admin/jobs${search}`, { token: root.token })).body;
const act = (id: string, action: string) => app.rest("POST", `/admin/jobs/${id}/${action}`, { token: root.token });
const audited = async (action: string) =>
  (await app.rest("GET", `/admin/audit?action=${action}`, { token: root.token })).body.entries;

/** Inserts dead jobs that ended in the same microsecond, or one after another. @returns their ids. */
async function insertDead(count: number, name = "notice.due", stepMicros = 0): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into job (name, input, state, attempts, last_error, finished_at)
    select ${name}, '{"accountId": 7}', 'dead', 10, 'failed', timestamptz '2026-11-05 09:30:00.123456+00'
      + n * ${stepMicros}::integer * interval '1 microsecond' from generate_series(1, ${count}::integer) n
    returning id`.execute(app.database.db);
  return rows.map(({ id }) => id);
}

const enqueueNotice = (options = {}) =>
  transaction(app.database.db, (tx) =>
    enqueue(tx, "mail.notice", { accountId: root.id, to: null, about: "role_changed" }, options),
  );

test.each([0, 1])(
  "admin.listJobs: pages by cursor, each job once, with %i microseconds between ends",
  async (micros) => {
    const ids = await insertDead(7, "notice.due", micros);
    const seen: string[] = [];
    let search = "?limit=3";
    for (let pages = 0; pages < 3; pages++) {
      const { jobs, next } = await list(search);
      seen.push(...jobs.map(({ id }: { id: string }) => id));
      search = `?limit=3&cursor=${next}`;
      expect(next === null).toBe(pages === 2);
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    if (micros > 0) expect(seen).toEqual(ids.toReversed());
  },
);

test("admin.listJobs: shows jobs by state under the name of this release, and nothing of their input", async () => {
  const [dead] = await insertDead(1);
  const waiting = await enqueueNotice({ key: "k" });
  const later = await enqueueNotice({ at: "2099-01-01T00:00:00.000Z" });
  const behind = await enqueueNotice({ key: "k" });
  await sql`update job set available_at = 'infinity' where id = ${behind}`.execute(app.database.db);
  await sql`insert into job (name, input) values ('from.tomorrow', '{}')`.execute(app.database.db);
  const { jobs } = await list("?state=pending");
  expect(jobs).toMatchObject([
    { id: waiting, name: "mail.notice", availableAt: expect.any(String) },
    { name: "from.tomorrow" },
    { id: later, availableAt: "2099-01-01T00:00:00.000Z" },
    { id: behind, availableAt: null, state: "pending" },
  ]);
  const { next } = await list("?state=pending&limit=3");
  expect((await list(`?state=pending&cursor=${next}`)).jobs).toMatchObject([{ id: behind }]);
  expect(await list("?name=mail.notice")).toEqual({
    jobs: [
      {
        id: dead,
        name: "mail.notice",
        state: "dead",
        attempts: 10,
        lastError: "failed",
        createdAt: expect.any(String),
        availableAt: expect.any(String),
        finishedAt: "2026-11-05T09:30:00.123Z",
      },
    ],
    next: null,
  });
  expect(await list("?name=cache.invalidate")).toEqual({ jobs: [], next: null });
});

test("admin.listJobs: an invented cursor, and a name filter with done jobs, are refused", async () => {
  const refused = (search: string) => refusal(app, "GET", `/admin/jobs${search}`, { token: root.token });
  expect(await refused("?cursor=x")).toEqual({ status: 422, errors: { cursor: ["is invalid"] } });
  expect(await refused("?state=done&name=a")).toMatchObject({
    status: 422,
    errors: { name: [expect.any(String)] },
  });
});

test("admin.retryJob: makes a dead job due with all its attempts, once, and records who did it", async () => {
  const [id = ""] = await insertDead(1);
  const retried = { status: 200, body: { job: { id, state: "pending", attempts: 0, finishedAt: null } } };
  expect(await act(id, "retry")).toMatchObject(retried);
  expect(await act(id, "retry")).toMatchObject(retried);
  expect(await audited("job.retried")).toMatchObject([
    { actor: "root", account: null, details: { jobId: id, name: "mail.notice", state: "dead" } },
  ]);
});

test("admin.cancelJob: cancels a job that waits, runs or is dead; it can be retried later", async () => {
  const [dead = ""] = await insertDead(1);
  const waiting = await enqueueNotice();
  const running = await enqueueNotice();
  await sql`update job set lease = gen_random_uuid() where id = ${running}`.execute(app.database.db);
  expect((await list("?state=running")).jobs).toMatchObject([{ id: running, state: "running" }]);
  for (const id of [dead, waiting, running, running])
    expect(await act(id, "cancellation")).toMatchObject({ status: 200, body: { job: { id, state: "cancelled" } } });
  expect((await audited("job.cancelled")).map(({ details }: { details: object }) => details)).toMatchObject([
    { jobId: running, state: "running" },
    { jobId: waiting, state: "pending" },
    { jobId: dead, state: "dead" },
  ]);
  expect(await act(running, "retry")).toMatchObject({ status: 200, body: { job: { state: "pending" } } });
});

test("admin.retryJob, admin.cancelJob: a done job and a missing one give different errors", async () => {
  const id = await enqueueNotice();
  await sql`update job set state = 'done', finished_at = now()`.execute(app.database.db);
  const unknown = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";
  for (const action of ["retry", "cancellation"]) {
    const refused = (job: string) => refusal(app, "POST", `/admin/jobs/${job}/${action}`, { token: root.token });
    expect(await refused(id)).toEqual({ status: 409, errors: { job: ["is done"] } });
    expect(await refused(unknown)).toEqual({ status: 404, errors: { job: ["not found"] } });
  }
});

test("admin.retryDeadJobs: takes a thousand of one name at a time, the latest first, and says whether there are more", async () => {
  const ids = await insertDead(1001, "notice.due", 1);
  await insertDead(1, "cache.cleared");
  const retryDead = (name: string) =>
    app.rest("POST", "/admin/jobs/retries", { token: root.token, body: { name } }).then(({ body }) => body);
  expect(await retryDead("mail.notice")).toEqual({ retried: 1000, hasMore: true });
  expect((await list("?name=mail.notice")).jobs).toMatchObject([{ id: ids[0] }]);
  expect(await retryDead("mail.notice")).toEqual({ retried: 1, hasMore: false });
  expect(await retryDead("mail.notice")).toEqual({ retried: 0, hasMore: false });
  expect((await list()).jobs).toMatchObject([{ name: "cache.invalidate" }]);
});
