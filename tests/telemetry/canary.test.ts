import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { createCallRecorder } from "../../server/telemetry/call-recorder.ts";
import { createCallRecords } from "../../server/telemetry/metrics.ts";
import { openMetricsText } from "../../server/telemetry/open-metrics.ts";
import { callsOf, type NamedProcedure, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { createFixtures, createPeople, type People, tokenOf } from "../access/fixtures.ts";
import { table } from "../access/table.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { followTrpc, mutateTrpc, queryTrpc } from "../support/trpc.ts";
import { startTestSdk } from "./sdk.ts";

const canary = "canary7f3k";
const address = "203.0.113.77";

/** A value for every text of an input, valid where the schema allows it. */
function planted(schema: z.core.$ZodType): unknown {
  const { type, ...def } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
  if (def.enum !== undefined) return def.enum[0];
  if (def.format === "email") return `${canary}@${canary}.example`;
  if (def.format === "uuid") return `0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10`;
  if (type === "integer" || type === "number") return 7;
  if (type === "boolean") return true;
  if (type === "array") return [canary];
  return `${canary} and more`;
}

const inputOf = ({ procedure }: NamedProcedure) =>
  Object.fromEntries(Object.entries(procedure.input.shape).map(([field, schema]) => [field, planted(schema)]));

/** Fixtures whose article, member and addresses are named by the canary. */
async function plantedWorld(app: TestApp, people: People) {
  const { db } = app.database;
  const fixtures = await createFixtures(app, people);
  await db
    .updateTable("article")
    .set({ slug: `${fixtures.slug}-${canary}` })
    .where("slug", "=", fixtures.slug)
    .execute();
  await db
    .updateTable("account")
    .set({ username: `${canary}${fixtures.username}` })
    .where("username", "=", fixtures.username)
    .execute();
  return { ...fixtures, slug: `${fixtures.slug}-${canary}`, username: `${canary}${fixtures.username}` };
}

test("nothing that a caller sends is in a span, a metric or a log line", async () => {
  const sdk = startTestSdk();
  const recorder = createCallRecorder({ max: 1000, inner: sdk.tracer });
  const calls = createCallRecords();
  const parts = { ...openTestCaching(), telemetry: { tracer: recorder.tracer, calls } };
  const app = await startTestApp({ LIMITS: "on" }, undefined, parts);
  onTestFinished(app.stop);
  const away: TestApp = { ...app, fetch: (path, init) => app.fetch(path, init, address) };
  const people = await createPeople(app);
  const fixtures = await plantedWorld(app, people);
  const tokens: string[] = [];
  const headers = { "user-agent": canary, "x-forwarded-for": address, tracestate: canary };
  for (const named of callsOf(api)) {
    const send = named.procedure.kind === "query" ? queryTrpc : mutateTrpc;
    const row = table[named.name];
    const actor = named.name.startsWith("admin.") ? "admin" : "ada";
    for (const input of [row?.input(fixtures), inputOf(named)]) {
      const token = (await tokenOf(app, people, actor)) ?? "";
      tokens.push(token);
      await send(away, named.name, input, { token, headers });
    }
    await send(away, named.name, inputOf(named), { token: canary, headers: { ...headers, "idempotency-key": canary } });
  }
  for (const { name, procedure } of proceduresOf(api)) {
    if (procedure.kind !== "subscription") continue;
    await followTrpc(away, name, table[name]?.input(fixtures), { token: (await tokenOf(app, people, "ada")) ?? "" });
  }
  for (const path of [
    `/api/articles/${fixtures.slug}`,
    `/api/articles?tag=${canary}&author=${canary}`,
    `/api/profiles/${canary}`,
  ])
    await away.fetch(path, { headers: { ...headers, cookie: `__Host-session=${canary}` } });

  const spans = sdk
    .spans()
    .map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links }));
  expect(spans.length).toBeGreaterThan(1000);
  expect(calls.durations().length).toBeGreaterThan(proceduresOf(api).length);
  const texts = [
    JSON.stringify(spans),
    await openMetricsText(calls, []),
    JSON.stringify(app.logLines),
    JSON.stringify(recorder.list().map(({ roots }) => roots)),
  ];
  // A token is `id.secret`. The id is not secret, but must not appear either.
  const secrets = [
    canary,
    address,
    "secret.example",
    ...tokens.flatMap((token) => [token, token.split(".")[0] ?? token]),
  ];
  for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});
