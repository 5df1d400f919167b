import { sql } from "kysely";
import * as z from "zod";
import { connect } from "../../server/database/index.ts";
import { migrate } from "../../server/database/migrate.ts";
import { createDispatcherOf } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { job } from "../../shared/contract/index.ts";
import { runCommand } from "./queue.ts";

const jobs = { note: job({ summary: "Do nothing", input: z.object({ n: z.int() }) }) };

await runCommand(async (url) => {
  const { db, close } = connect(url, {
    maxConnections: 10,
    maxWaiting: 1000,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
  return {
    fill: async (count) => {
      await migrate(db);
      await sql`insert into job (name, input) select 'note', jsonb_build_object('n', n)
        from generate_series(1, ${count}::integer) n`.execute(db);
      await sql`vacuum (analyze) job`.execute(db);
    },
    work: (onDone, signal) =>
      createDispatcherOf(jobs, {
        db,
        log: createLog("error", (line) => void process.stderr.write(`${line}\n`)),
        handlers: { note: async () => onDone() },
      }).loop(signal),
    close,
  };
});
