import { expect, test } from "vitest";
import { stateMetrics } from "../../server/app/state-metrics.ts";
import { transaction } from "../../server/database/index.ts";
import { append, createReaders, inKeyOrder } from "../../server/events/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createCallRecords } from "../../server/telemetry/metrics.ts";
import { openMetricsText } from "../../server/telemetry/open-metrics.ts";
import { databaseForTest } from "../support/database.ts";
import { parseOpenMetrics } from "./open-metrics-parser.ts";

const log = createLog("silent", () => {});
const follower = { followerId: 1, follower: "ada", followedId: 2, followed: "grace" };
const notice = { accountId: 1, to: null, about: "role_changed" } as const;

test("/metrics shows the lag of readers, their dead letters, jobs by state and open streams", async () => {
  const { db } = await databaseForTest();
  const failing = inKeyOrder(() => Promise.reject(new Error("not today")), { concurrency: 1 });
  const reader = { name: "failing", takes: () => true, deliver: failing, bounds: { maxAttempts: 2, retryPauseMs: 1 } };
  const readers = createReaders([reader], { db, log });
  await readers.register();
  await transaction(db, async (tx) => {
    await append(tx, "profile.followed", follower);
    await append(tx, "profile.followed", follower);
    await enqueue(tx, "mail.notice", notice);
    await enqueue(tx, "mail.notice", notice, { at: "2999-01-01T00:00:00.000Z" });
  });
  const scraped = async () => {
    const text = await openMetricsText(
      createCallRecords(),
      stateMetrics(db, () => 3),
    );
    return Object.fromEntries(
      parseOpenMetrics(text).map(({ name, samples }) => [
        name,
        samples.map(({ labels, value }) => [...Object.values(labels), value]),
      ]),
    );
  };
  await readers.runOnce({ max: 1 });
  expect(await scraped()).toMatchObject({
    dovetail_event_log_reader_lag: [["failing", 1]],
    dovetail_event_log_reader_delay_seconds: [["failing", expect.any(Number)]],
    dovetail_event_log_reader_parked: [["failing", 1]],
    dovetail_event_log_reader_dead: [["failing", 0]],
    dovetail_job_count: [
      ["due", 1],
      ["scheduled", 1],
      ["running", 0],
      ["dead", 0],
    ],
    dovetail_stream_count: [[3]],
  });
});

test("metrics of the state ask the database once in some seconds, and leave out what cannot be read", async () => {
  const { db } = await databaseForTest();
  const metrics = stateMetrics(db, () => 0);
  const lag = metrics.find(({ name }) => name === "dovetail.event_log.reader.lag");
  expect(await lag?.read()).toEqual([]);
  await createReaders([{ name: "new", takes: () => true, deliver: async () => [] }], { db, log }).register();
  expect(await lag?.read()).toEqual([]);
  await db.schema.dropTable("job").cascade().execute();
  const families = parseOpenMetrics(await openMetricsText(createCallRecords(), metrics)).map(({ name }) => name);
  expect(families).toContain("dovetail_stream_count");
  expect(families).not.toContain("dovetail_job_count");
});
