// A process that runs schedules, whose clock is wrong. Arguments: the database's URL, by how many milliseconds.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { connect } from "../../server/database/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createTestDispatcherOf } from "../support/jobs.ts";
import { scheduleJobs, schedulesUnderTest } from "./schedules-under-test.ts";

const [url = "", offsetMs = "0"] = process.argv.slice(2);
const { now } = Date;
Date.now = () => now() + Number(offsetMs);

const { db, close } = connect(url, {
  maxConnections: 4,
  maxWaiting: 100,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const dispatcher = createTestDispatcherOf(scheduleJobs, {
  db,
  log: createLog("warn", (line) => process.stderr.write(`${line}\n`)),
  schedules: schedulesUnderTest,
  handlers: {
    note: async ({ input, scheduledFor, step }) => {
      await step("note", async (tx) => {
        await sql`insert into ran (schedule, scheduled_for, pid) values (${input.schedule}, ${scheduledFor}, ${process.pid})`.execute(
          tx,
        );
        return null;
      });
    },
  },
});

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());
while (!stopping.signal.aborted) {
  await dispatcher.tick();
  await dispatcher.runOnce({ max: 20 });
  await sql`insert into alive (pid) values (${process.pid}) on conflict do nothing`.execute(db);
  await sleep(Math.random() * 40);
}
await close();
