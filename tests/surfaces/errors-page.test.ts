import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createClient } from "../../client/index.ts";
import { standardErrors } from "../../shared/contract/index.ts";
import { type RestAnswer, startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp } from "../support/http.ts";
import { enrol } from "../support/people.ts";

// Checks docs/ERRORS.md on the standard errors against the contracts and real responses.

const page = readFileSync(new URL("../../docs/ERRORS.md", import.meta.url), "utf8");
const codesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, code = ""]) => code);

/** Each code of the table with its status; a row has one status for all codes, or one per code. */
const rows = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| (\d{3}(?:, \d{3})*) \| (.+) \|$/gm)].flatMap(
  ([, codes = "", statuses = "", text = ""]) =>
    codesIn(codes).map((code, at, all) => {
      const listed = statuses.split(", ").map(Number);
      return { code, status: (listed.length === all.length ? listed[at] : listed[0]) ?? 0, text };
    }),
);

let app: TestApp;
let token: string;
let limited: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  limited = await startTestApp({ LIMITS: "on" }, undefined, { database: app.database });
  ({ token } = await enrol(app));
});
afterAll(() => app.stop());

const article = { title: "A title", description: "d", body: "b" };
const publish = (target: TestApp, headers: Readonly<Record<string, string>>, title = article.title) =>
  target.rest("POST", "/articles", { token, headers, body: { article: { ...article, title } } });

async function untilLimited(): Promise<RestAnswer> {
  for (;;) {
    const answer = await limited.rest("POST", "/oauth/start", { body: { provider: "google" } });
    if (answer.status !== 404) return answer;
  }
}

async function withStaleSession(): Promise<RestAnswer> {
  const stale = await enrol(app);
  const { db } = app.database;
  await sql`update session set authenticated_at = now() - interval '1 day' where account_id = ${stale.id}`.execute(db);
  return app.rest("POST", "/api-keys", { token: stale.token, body: { name: "k", scopes: ["feed:read"] } });
}

async function byKey(): Promise<RestAnswer> {
  const { body } = await app.rest("POST", "/api-keys", { token, body: { name: "k", scopes: ["feed:read"] } });
  return app.rest("POST", "/articles", { token: body.key, body: { article } });
}

async function withReusedKey(): Promise<RestAnswer> {
  const key = { "idempotency-key": "used-once" };
  await publish(app, key);
  return publish(app, key, "Another title");
}

async function withoutDatabase(): Promise<RestAnswer> {
  const broken = await startTestApp();
  onTestFinished(broken.stop);
  await broken.database.close();
  const answer = await broken.rest("GET", "/tags");
  const line = broken.logLines.find(({ event }) => event === "request.failed");
  const requestId = answer.headers.get("x-request-id");
  expect(line).toMatchObject({ requestId, error: { message: expect.any(String) } });
  expect(answer.body.detail).toContain(requestId);
  return answer;
}

/**
 * A call that triggers each error. `running` and `unavailable` require two concurrent calls and a stopped database:
 * tests/idempotency and tests/faults.
 */
const met: Readonly<Record<string, () => Promise<RestAnswer>>> = {
  malformed: () => app.rest("GET", "/articles", { headers: { cookie: "__Host-dovetail=a; __Host-dovetail=b" } }),
  unauthorized: () => app.rest("GET", "/user"),
  refused: () => app.rest("GET", "/admin/audit", { token }),
  out_of_scope: byKey,
  reauth_required: withStaleSession,
  no_such_procedure: () => app.rest("GET", "/nothing"),
  wrong_method: () => app.rest("DELETE", "/tags"),
  too_large: () =>
    app.rest("POST", "/articles", { token, body: { article: { ...article, body: "b".repeat(1_100_000) } } }),
  wrong_media_type: () => publish(app, { "content-type": "text/plain" }),
  invalid: () => app.rest("POST", "/articles", { token, body: { article: {} } }),
  key_reused: withReusedKey,
  limited: untilLimited,
  internal: withoutDatabase,
};

test("the page names every error that needs no declaration, with its status", () => {
  const declared = Object.entries(standardErrors).map(([code, { status }]) => [code, status]);
  expect(Object.fromEntries(rows.map(({ code, status }) => [code, status]))).toEqual(Object.fromEntries(declared));
});

describe("as the page says, answers", () => {
  test.each(Object.entries(met))("%s", async (code, call) => {
    const { status, headers, body } = await call();
    const row = rows.find((candidate) => candidate.code === code) ?? expect.fail(`the page has no ${code}`);
    expect([body.code, status, body.status]).toEqual([code, row.status, row.status]);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(body.type).toBe(
      code === "limited"
        ? "https://iana.org/assignments/http-problem-types#quota-exceeded"
        : `urn:dovetail:problem:${code}`,
    );
    if (row.text.includes("`Retry-After`")) expect(headers.get("retry-after")).toMatch(/^\d+$/);
    expect(headers.has("www-authenticate")).toBe(status === 401 || code === "out_of_scope");
  });
});

test("an error is where the page says, over REST, tRPC and the client", async () => {
  const words = { code: "not_found", sentence: "No article has this slug.", errors: { article: ["not found"] } };
  const { body } = await app.rest("GET", "/articles/no-such-article");
  expect(body).toEqual({ ...JSON.parse(/```json\n(\{\n {2}"type"[\s\S]*?\n\})\n```/.exec(page)?.[1] ?? "null") });
  expect([body.code, body.type.split(":").at(-1), body.detail, body.errors]).toEqual([
    ...[words.code, words.code, words.sentence, words.errors],
  ]);
  const overTrpc = await app.fetch(`/trpc/articles.get?input=${encodeURIComponent('{"slug":"no-such-article"}')}`);
  const { error } = await overTrpc.json();
  expect([error.data.reason, error.message, error.data.errors]).toEqual([words.code, words.sentence, words.errors]);
  const server = await serveTestApp(app);
  const refusal = await createClient({ url: server.url })
    .articles.get({ slug: "no-such-article" })
    .catch((reason: unknown) => reason);
  await server.stop();
  expect(refusal).toMatchObject({ code: words.code, message: words.sentence, errors: words.errors });
});
