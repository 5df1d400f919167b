import { auditServer } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test("all audits of GraphQL over HTTP pass", async () => {
  const results = await auditServer({
    url: "http://localhost:8787/graphql",
    fetchFn: (url: string, init: RequestInit) => app.fetch(new URL(url).pathname + new URL(url).search, init),
  });
  const failed = await Promise.all(
    results
      .filter(({ status }) => status !== "ok")
      .map(
        async (result) => `${result.status} ${result.id} ${result.name}: ${"reason" in result ? result.reason : ""}`,
      ),
  );
  expect(failed).toEqual([]);
  expect(results).toHaveLength(61);
});
