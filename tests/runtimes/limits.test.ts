import { expect, test } from "vitest";
import { startRuntime } from "../support/runtimes.ts";

test.each(["node", "deno"] as const)(
  "on %s a caller is known by the connection, whatever headers say",
  async (runtime) => {
    const server = await startRuntime(runtime, { LIMITS: "on" });
    try {
      const login = (index: number) =>
        fetch(`${server.url}/api/users/login`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-forwarded-for": `203.0.113.${index}`,
            "cf-connecting-ip": `203.0.113.${index}`,
          },
          body: JSON.stringify({ user: { email: `stranger${index}@example.com`, password: "wrong password" } }),
        });
      const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => login(index)));
      const reached = answers.filter(({ status }) => status === 401);
      // The limit: a burst of ten, then one every six seconds.
      expect(reached.length).toBeGreaterThanOrEqual(10);
      expect(reached.length).toBeLessThanOrEqual(12);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - reached.length);
      const rows = await server.database.db.selectFrom("limit_count").select("key").execute();
      expect(rows.map(({ key }) => key)).toContain("accounts.login:address:127.0.0.1");
    } finally {
      await server.stop();
    }
  },
);
