import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";
import { runCommand } from "./queue.ts";

const logger = new Logger(() => () => {});

await runCommand(async (connectionString) => {
  const utils = await makeWorkerUtils({ connectionString, logger });
  await utils.migrate();
  return {
    fill: async (count) => {
      await utils.addJob("note", { n: 0 });
      const client = new pg.Client(connectionString);
      await client.connect();
      await client.query(
        `insert into graphile_worker._private_jobs (task_id, payload)
         select (select id from graphile_worker._private_tasks where identifier = 'note'), json_build_object('n', n)
         from generate_series(1, $1::integer) n`,
        [count],
      );
      await client.query("vacuum (analyze)");
      await client.end();
    },
    work: async (onDone, signal) => {
      const runner = await run({
        connectionString,
        logger,
        // One unless given; Dovetail's dispatcher has ten.
        concurrency: 10,
        noHandleSignals: true,
        taskList: { note: () => onDone() },
      });
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await runner.stop();
    },
    close: async () => utils.release(),
  };
});
