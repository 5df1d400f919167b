import { expect, onTestFinished, test } from "vitest";
import type { DevTable } from "../../server/surfaces/pages/dev.ts";
import { enrol, publish } from "../support/people.ts";
import { parseOpenMetrics } from "./open-metrics-parser.ts";
import { startRecordedApp } from "./recorded-app.ts";

async function recordedApp(...given: Parameters<typeof startRecordedApp>) {
  const app = await startRecordedApp(...given);
  onTestFinished(app.stop);
  return app;
}

const here = (init: RequestInit = {}) => [init, "127.0.0.1"] as const;

test("/dev shows the last calls, each with its tree and SQL", async () => {
  const app = await recordedApp();
  const person = await enrol(app);
  for (const _ of [1, 2]) await app.rest("GET", "/tags");
  await publish(app, person);
  const list = await (await app.fetch("/dev", ...here())).text();
  expect(list).toContain("articles.publish");
  // Three are kept: enrolling was the first.
  expect(list.match(/tags\.list/g)).toHaveLength(2);
  const id = /\/dev\/calls\/([0-9a-f]{32})/.exec(list)?.[1];
  const tree = await (await app.fetch(`/dev/calls/${id}`, ...here())).text();
  expect(tree).toContain("POST /api/articles");
  expect(tree).toMatch(/<pre[^>]*>with .*insert into &quot;article&quot;/s);
  expect(tree).not.toContain(person.token);
  expect((await app.fetch(`/dev/calls/${"0".repeat(32)}`, ...here())).status).toBe(404);
});

test("/dev follows the trace of a caller, and its own pages and health checks are no calls", async () => {
  const app = await recordedApp();
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  await app.rest("GET", "/tags", { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
  for (const path of ["/dev", "/readyz", "/healthz", "/nothing"]) await app.fetch(path, ...here());
  const list = await (await app.fetch("/dev", ...here())).text();
  expect([...list.matchAll(/\/dev\/calls\/([0-9a-f]+)/g)].map(([, id]) => id)).toEqual([traceId]);
});

test("/dev is served only to this machine, and only in development", async () => {
  const app = await recordedApp();
  expect((await app.fetch("/dev")).status).toBe(404);
  expect((await app.fetch("/dev", ...here({ headers: { "x-forwarded-for": "192.0.2.1" } }))).status).toBe(404);
  expect((await app.fetch("/dev", ...here({ headers: { origin: "https://evil.example" } }))).status).toBe(404);
  const keys = "a:qY9hOJ0p4pWz1rI5tD8v0n6zVbX3cK7mE2sL4uR6wTg=";
  const inPublic = await recordedApp({ PUBLIC_URL: "https://api.example.com", ENCRYPTION_KEYS: keys });
  expect((await inPublic.fetch("/dev", ...here())).status).toBe(404);
});

test("/dev shows tables, and acts on a row from its own page only", async () => {
  const retried: string[] = [];
  const table: DevTable = {
    name: "things",
    title: "Things",
    lead: "Things that wait.",
    columns: ["name"],
    read: async () => [
      { id: "a/1", cells: ["<dead>"], isActionable: true },
      { id: "2", cells: ["alive"] },
    ],
    action: { label: "Retry", run: async (id) => void retried.push(id) },
  };
  const app = await recordedApp({}, [table]);
  expect(await (await app.fetch("/dev", ...here())).text()).toContain('href="/dev/things"');
  const page = await (await app.fetch("/dev/things", ...here())).text();
  expect(page).toContain("&lt;dead&gt;");
  expect(page.match(/<form/g)).toHaveLength(1);
  const retry = (headers: Record<string, string>) =>
    app.fetch("/dev/things/a%2F1", ...here({ method: "POST", headers }));
  expect((await retry({})).status).toBe(404);
  expect((await retry({ origin: "https://evil.example" })).status).toBe(404);
  expect(retried).toEqual([]);
  const done = await retry({ origin: "http://localhost:8787" });
  expect([done.status, done.headers.get("location")]).toEqual([303, "/dev/things"]);
  expect(retried).toEqual(["a/1"]);
});

test("/metrics is served to readers with the token, and not at all without one", async () => {
  const token = "a-token-of-16-characters";
  const app = await recordedApp({ METRICS_TOKEN: token });
  await app.rest("GET", "/tags");
  expect((await app.fetch("/metrics")).status).toBe(401);
  expect((await app.fetch("/metrics", { headers: { authorization: "Bearer another" } })).status).toBe(401);
  const answer = await app.fetch("/metrics", { headers: { authorization: `Bearer ${token}` } });
  expect(answer.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  expect(parseOpenMetrics(await answer.text()).map(({ name }) => name)).toContain("rpc_server_call_duration_seconds");
  const closed = await recordedApp();
  expect((await closed.fetch("/metrics", ...here())).status).toBe(404);
  const elsewhere = await recordedApp({ METRICS_TOKEN: token, METRICS_PORT: "0" });
  expect((await elsewhere.fetch("/metrics", { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
});
