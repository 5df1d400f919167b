import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxBodyBytes } from "../../server/http/body.ts";
import { cookieName } from "../../server/http/cookies.ts";
import { startTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const json = "application/json";
const article = JSON.stringify({ title: "t", description: "d", body: "b" });

/** A write on each surface that takes calls: the path, the media type and the body. */
const surfaces = {
  REST: ["/api/articles", json, `{"article":${article}}`],
  "tRPC, answered directly": ["/trpc/articles.publish", json, article],
  "tRPC, a batch that is streamed": ["/trpc/articles.publish?batch=1", json, `{"0":${article}}`, "application/jsonl"],
  "tRPC, a call that is left to it": ["/trpc/articles.publish?batch=1&batch=1", json, `{"0":${article}}`],
  GraphQL: ["/graphql", json, '{"query":"{ tagsList { tags } }"}'],
  "OAuth tokens": ["/oauth/token", "application/x-www-form-urlencoded", "grant_type=refresh_token"],
} as const satisfies Record<string, readonly [path: string, type: string, body: string, accept?: string]>;

const names = Object.keys(surfaces) as (keyof typeof surfaces)[];

async function statusOf(name: keyof typeof surfaces, headers: Record<string, string>, text?: string): Promise<number> {
  const [path, type, body, accept] = surfaces[name];
  const { status } = await app.fetch(path, {
    method: "POST",
    headers: { "content-type": type, ...(accept !== undefined && { "trpc-accept": accept }), ...headers },
    body: text ?? body,
  });
  return status;
}

describe.each(names)("%s", (name) => {
  test("a cookie from another origin is refused", async () => {
    const headers = { cookie: `${cookieName}=x.y`, origin: "https://evil.example" };
    expect(await statusOf(name, headers)).toBe(403);
    expect(await statusOf(name, { cookie: headers.cookie })).toBe(403);
  });

  test("the media types of a plain form are refused", async () => {
    expect(await statusOf(name, { "content-type": "multipart/form-data; boundary=x" })).toBe(415);
  });

  test("a body beyond the limit is refused", async () => {
    expect(await statusOf(name, {}, "x".repeat(maxBodyBytes + 1))).toBe(413);
  });
});

// The token endpoint takes no Authorization, and a streamed batch carries the error in a stream of status 200.
test.each(["REST", "tRPC, answered directly", "GraphQL"] as const)("%s: two credentials are refused", async (name) => {
  expect(await statusOf(name, { authorization: "Bearer a, Bearer b" })).toBe(400);
});

/** Ways around `admit` and `beginProcedure` (server/http/) that types do not rule out. */
const bypasses = [
  /\.req\.(?:text|json|parseBody|arrayBuffer|formData|blob)\(/,
  /\.raw\.(?:text|json|arrayBuffer|formData|blob|body)\b/,
  /\bas Admitted\b/,
  /\brecord\.begin\(/,
  /\bnew Trace\(/,
];

test("no surface reads a body or begins a procedure but through server/http/", () => {
  const root = resolve(import.meta.dirname, "../../server/surfaces");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(50);
  const found = files.filter((file) => bypasses.some((bypass) => bypass.test(readFileSync(join(root, file), "utf8"))));
  expect(found).toEqual([]);
});
