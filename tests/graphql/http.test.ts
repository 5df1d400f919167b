import { test } from "vitest";
import { startTestApp } from "../support/app.ts";
import { expectAllAudits } from "./audits.ts";

test("all audits of GraphQL over HTTP pass", async () => {
  const app = await startTestApp();
  await expectAllAudits("http://localhost:8787/graphql", async (address, init) => {
    const { pathname, search } = new URL(String(address));
    return app.fetch(pathname + search, init);
  });
  await app.stop();
});
