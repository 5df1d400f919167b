import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { startRuntime } from "../support/runtimes.ts";

/** A process that runs alone has ten connections; it may open fewer, where one becomes free soon enough to be used again. */
const leastOpen = 7;

test.each(["node", "deno"] as const)(
  "on %s a server that is ready has its connections, so that the first calls wait for none",
  async (runtime) => {
    const server = await startRuntime(runtime);
    onTestFinished(async () => void (await server.stop()));
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(server.database.db);
    expect(rows[0]?.count).toBeGreaterThanOrEqual(leastOpen);
  },
);
