import { auditServer } from "graphql-http";
import { expect } from "vitest";

/** Runs the audits of GraphQL over HTTP against a service. */
export async function expectAllAudits(url: string, fetchFn: typeof fetch = fetch): Promise<void> {
  const results = await auditServer({ url, fetchFn });
  const failed = await Promise.all(
    results
      .filter(({ status }) => status !== "ok")
      .map(
        async (result) => `${result.status} ${result.id} ${result.name}: ${"reason" in result ? result.reason : ""}`,
      ),
  );
  expect(failed).toEqual([]);
  expect(results).toHaveLength(61);
}
