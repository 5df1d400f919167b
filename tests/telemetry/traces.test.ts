import { ParentBasedSampler, TraceIdRatioBasedSampler } from "@opentelemetry/sdk-trace";
import { expect, onTestFinished, test } from "vitest";
import { continueTrace, currentTraceparent, inSpan, runInSpan } from "../../server/telemetry/index.ts";
import { startTestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { enrol, publish } from "../support/people.ts";
import { outline, startTestSdk } from "./sdk.ts";

async function tracedApp(sampler?: Parameters<typeof startTestSdk>[0]) {
  const sdk = startTestSdk(sampler);
  const parts = { ...openTestCaching(), telemetry: { tracer: sdk.tracer, calls: null } };
  const app = await startTestApp({}, undefined, parts);
  onTestFinished(app.stop);
  return { app, sdk };
}

test("a request is one tree: route, procedure, steps and SQL", async () => {
  const { app, sdk } = await tracedApp();
  const person = await enrol(app);
  sdk.reset();
  await publish(app, person);
  expect(sdk.trees()).toHaveLength(1);
  const lines = sdk.trees().flatMap((tree) => outline(tree));
  expect(lines.slice(0, 4)).toEqual(["POST /api/articles", "  articles.publish", "    access", "      SELECT session"]);
  expect(lines).toContain("    input");
  const handler = lines.slice(lines.indexOf("    handler"));
  expect(handler).toContain("      BEGIN");
  expect(handler).toContain("      INSERT article");
  expect(handler).toContain("      COMMIT");
});

test("each procedure of a batch has its own steps", async () => {
  const { app, sdk } = await tracedApp();
  const { slug } = await publish(app, await enrol(app));
  sdk.reset();
  const input = encodeURIComponent(JSON.stringify({ 0: { slug }, 1: {} }));
  await app.fetch(`/trpc/articles.get,tags.list?batch=1&input=${input}`);
  expect(sdk.trees().map((tree) => outline(tree))).toEqual([
    [
      "GET /trpc/{procedures}",
      "  articles.get",
      "    input",
      "    handler",
      "      cache",
      "        SELECT article",
      "  tags.list",
      "    input",
      "    handler",
      "      cache",
      "        SELECT tag",
    ],
  ]);
  const results = sdk.spans().map(({ attributes }) => attributes["dovetail.cache.result"]);
  expect(results.filter((result) => result !== undefined)).toEqual(["miss", "miss"]);
});

test("SQL is shown by its text, without values", async () => {
  const { app, sdk } = await tracedApp();
  const person = await enrol(app);
  const { slug } = await publish(app, person);
  sdk.reset();
  await app.rest("POST", `/articles/${slug}/favorite`, { token: person.token });
  const statements = sdk.spans().filter(({ attributes }) => "db.query.text" in attributes);
  expect(statements.length).toBeGreaterThan(3);
  for (const { attributes, kind } of statements) {
    expect(attributes).toMatchObject({ "db.system.name": "postgresql", "db.operation.name": expect.any(String) });
    expect(kind).toBe(2);
    expect(JSON.stringify(attributes)).not.toContain(slug);
  }
});

const traceparents = [
  ["valid", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c"],
  [
    "of a later version",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
    "0af7651916cd43dd8448eb211c80319c",
  ],
  ["with more than its version has", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", null],
  ["without a trace", "00-00000000000000000000000000000000-b7ad6b7169203331-01", null],
  ["without a span", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", null],
  ["of the forbidden version", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null],
  ["in upper case", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", null],
  ["too long", `cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-${"a".repeat(300)}`, null],
  [
    "sent twice",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    null,
  ],
] as const;

test("a valid traceparent is followed, any other counts as none", async () => {
  const { app, sdk } = await tracedApp();
  for (const [what, traceparent, traceId] of traceparents) {
    sdk.reset();
    await app.rest("GET", "/tags", { headers: { traceparent, tracestate: "vendor=1" } });
    const root = sdk.trees()[0]?.span;
    if (traceId === null) expect(root?.parentSpanContext, what).toBeUndefined();
    else expect(root?.parentSpanContext, what).toMatchObject({ traceId, spanId: "b7ad6b7169203331", isRemote: true });
    expect(root?.spanContext().traceState?.serialize(), what).toBe(traceId === null ? undefined : "vendor=1");
  }
});

test("a trace that is not sampled costs no further span, and its caller decides", async () => {
  const { app, sdk } = await tracedApp(new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0) }));
  await app.rest("GET", "/tags");
  expect(sdk.spans()).toEqual([]);
  await app.rest("GET", "/tags", {
    headers: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
  });
  expect(sdk.trees().map(({ name }) => name)).toEqual(["GET /api/tags"]);
});

test("a refusal is an answer; a failure of the service marks the spans down to its cause", async () => {
  const { app, sdk } = await tracedApp();
  await app.rest("GET", "/articles/none");
  const [refused] = sdk.trees();
  expect(refused?.span.status.code).toBe(0);
  expect(refused?.attributes).toMatchObject({ "http.route": "/api/articles/{slug}", "http.response.status_code": 404 });
  expect(refused?.children[0]?.attributes).toMatchObject({
    "rpc.method": "articles.get",
    "rpc.response.status_code": "not_found",
  });
  sdk.reset();
  await app.database.db.schema
    .dropTable("article_tag")
    .cascade()
    .execute()
    .catch(() => {});
  await app.database.db.schema.dropTable("tag").cascade().execute();
  await app.rest("GET", "/tags");
  const [failed] = sdk.trees();
  expect(failed?.span.status.code).toBe(2);
  expect(failed?.attributes["error.type"]).toBe("500");
  expect(failed?.children[0]?.attributes["error.type"]).toBe("internal");
  const statement = sdk.spans().find(({ attributes }) => attributes["db.query.text"] !== undefined);
  expect(statement?.attributes["error.type"]).toBe("42P01");
});

test("a request that no surface knows has no route, and its path stays out of the trace", async () => {
  const { app, sdk } = await tracedApp();
  await app.fetch("/secret-path/of-somebody");
  await app.fetch("/healthz");
  expect(sdk.trees().map(({ name }) => name)).toEqual(["GET", "GET /healthz"]);
  expect(JSON.stringify(sdk.spans().map(({ name, attributes }) => ({ name, attributes })))).not.toContain("somebody");
});

test("work that follows an event belongs to the trace that appended it", async () => {
  const sdk = startTestSdk();
  const request = sdk.tracer.root({ name: "POST /api/articles", kind: "server" }, null);
  const traceparent = runInSpan(request, currentTraceparent);
  request.end();
  expect(currentTraceparent()).toBeNull();
  const consume = { name: "mail", kind: "consumer" } as const;
  await continueTrace(sdk.tracer, { ...consume, traceparent }, () =>
    inSpan({ name: "send", kind: "client" }, async () => {}),
  );
  expect(sdk.trees().map((tree) => outline(tree))).toEqual([["POST /api/articles", "  mail", "    send"]]);
  sdk.reset();
  const failing = continueTrace(sdk.tracer, { ...consume, traceparent: "nonsense" }, () =>
    Promise.reject(new RangeError("a secret")),
  );
  await expect(failing).rejects.toThrow("a secret");
  expect(sdk.spans()[0]?.attributes).toEqual({ "error.type": "RangeError" });
  expect(await continueTrace(null, { ...consume, traceparent }, currentTraceparent)).toBeNull();
});
