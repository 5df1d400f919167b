import { sql } from "kysely";
import { expect, test } from "vitest";
import { describeRuntime } from "./story.ts";

const requests = 1000;
const atOnce = 50;

describeRuntime("worker", (server) => {
  test("a thousand requests, fifty at once, all succeed and leave no connection behind", async () => {
    const { url, database, output } = server();
    const statuses = new Map<number, number>();
    let left = requests;
    const askOnAndOn = async () => {
      while (left-- > 0) {
        const response = await fetch(`${url}/api/articles?limit=5`);
        await response.arrayBuffer();
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, askOnAndOn));
    expect(Object.fromEntries(statuses)).toEqual({ 200: requests });
    expect(output()).not.toMatch(/different request|hung|uncaught/i);
    const others = sql<{ count: number }>`
      select count(*)::bigint as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    const connections = async () => (await others.execute(database.db)).rows[0]?.count;
    await expect.poll(connections, { timeout: 10_000 }).toBe(0);
  }, 120_000);
});
