import pg from "pg";
import { PgBoss } from "pg-boss";
import { runCommand } from "./queue.ts";

await runCommand(async (url) => {
  const boss = new PgBoss({ connectionString: url });
  await boss.start();
  await boss.createQueue("note");
  return {
    fill: async (count) => {
      const client = new pg.Client(url);
      await client.connect();
      for (let left = count; left > 0; left -= 10_000)
        await boss.insert(
          "note",
          Array.from({ length: Math.min(left, 10_000) }, (_, n) => ({ data: { n } })),
        );
      await client.query("vacuum (analyze)");
      await client.end();
    },
    work: async (onDone, signal) => {
      // At its defaults a worker takes one job in two seconds: this is how it takes many.
      await boss.work(
        "note",
        { batchSize: 100, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
        async (jobs) => {
          for (const _ of jobs) onDone();
        },
      );
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    },
    close: () => boss.stop({ graceful: true }),
  };
});
