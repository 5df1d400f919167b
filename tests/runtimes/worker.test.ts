import { sql } from "kysely";
import { expect, test } from "vitest";
import { openSse } from "../live/sse.ts";
import { enrol } from "../support/people.ts";
import { describeRuntime } from "./story.ts";

const requests = 1000;
const atOnce = 50;
/** Connections of the Durable Object of streams, which outlive its requests. */
const maxHubConnections = 5;

describeRuntime("worker", (server) => {
  const connections = async () => {
    const others = sql<{ count: number }>`
      select count(*)::bigint as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    return (await others.execute(server().database.db)).rows[0]?.count;
  };

  test("one Durable Object reads the log for all readers; a client that names no media type is served by the isolate", async () => {
    const { url, database } = server();
    const { token } = await enrol({ database }, "fan");
    const shared = await Promise.all(Array.from({ length: 20 }, () => openSse(`${url}/api/live/articles?author=fan`)));
    // Those of earlier requests close after their answers.
    await expect.poll(connections).toBeLessThanOrEqual(maxHubConnections);
    const alone = await openSse(`${url}/api/live/articles?author=fan`, { accept: "*/*" });
    const published = await fetch(`${url}/api/articles`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ article: { title: "To all", description: "d", body: "b" } }),
    });
    expect(published.status).toBe(201);
    for (const reader of [...shared, alone]) {
      expect(await reader.take(1)).toMatchObject([{ slug: "to-all" }]);
      reader.leave();
    }
  });

  test("a thousand requests, fifty at once, all succeed and leave no connection behind", async () => {
    const { url, output } = server();
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
    await expect.poll(connections, { timeout: 10_000 }).toBeLessThanOrEqual(maxHubConnections);
  }, 120_000);
});
