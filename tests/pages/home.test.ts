import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { demoAccount } from "../../seed/content/authors.ts";
import { seedDemo } from "../../seed/demo.ts";
import type { Environment } from "../../server/app/config.ts";
import { samplesFor } from "../../server/surfaces/pages/sample-programs.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";

const run = promisify(execFile);
const html = { headers: { accept: "text/html,*/*;q=0.8" } };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await seedDemo(app.database.db);
});
afterAll(() => app?.stop());

/** Both pages with an environment's settings. */
async function pagesOf(environment: Environment): Promise<string> {
  const other = await startTestApp(environment, undefined, { database: app.database });
  onTestFinished(other.stop);
  const answers = await Promise.all(["/", "/docs"].map(async (path) => other.fetch(path, html)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  return (await Promise.all(answers.map((answer) => answer.text()))).join("\n");
}

test("a developer sees what runs, the settings and the demo account", async () => {
  const pages = await pagesOf({ TRUSTED_PROXIES: "0", LOG_LEVEL: "warn" });
  for (const text of ["on vitest, since", "TRUSTED_PROXIES", "warn", "by default", demoAccount.password])
    expect(pages).toContain(text);
});

test("no page holds a secret or a password out of an address", async () => {
  const pages = await pagesOf({
    DATABASE_URL: "postgres://dovetail:s3cret@db.internal/x",
    UPSTASH_REDIS_REST_URL: "https://s3cret.upstash.io",
    UPSTASH_REDIS_REST_TOKEN: "s3cret",
    ENCRYPTION_KEYS: `s3cret:${"A".repeat(43)}`,
    GOOGLE_CLIENT_ID: "s3cret",
    GOOGLE_CLIENT_SECRET: "s3cret",
    PUBLIC_URL: "http://dovetail:s3cret@localhost:8787",
  });
  expect(pages).toContain("DATABASE_URL");
  expect(pages).not.toContain("s3cret");
  expect(pages).not.toContain("AAAA");
});

test.each<[string, Environment]>([
  ["a public address", { PUBLIC_URL: "https://api.example.com" }],
  ["a proxy in front", { TRUSTED_PROXIES: "1" }],
  ["a port open to others", { HOST: "0.0.0.0" }],
])("with %s the pages show the surfaces alone", async (_what, environment) => {
  const pages = await pagesOf(environment);
  for (const path of ["/docs", "/openapi.json", "/healthz"]) expect(pages).toContain(`href="${path}"`);
  for (const text of ["vitest", "TRUSTED_PROXIES", demoAccount.email, demoAccount.password, "1.0.0"])
    expect(pages).not.toContain(text);
});

test.each([
  ["a proxy that is not configured", "localhost:8787", { "x-forwarded-for": "192.0.2.1" }],
  ["a tunnel", "localhost:8787", { "cf-ray": "8f0" }],
  ["another site's name that leads here", "evil.test:8787", {}],
])("by %s nothing is shown that is for developers", async (_what, host, headers) => {
  const { application, services } = app;
  for (const path of ["/", "/docs"]) {
    const request = new Request(`http://${host}${path}`, { headers: { ...html.headers, ...headers } });
    const page = await (await application.fetch(request, { services, address: "127.0.0.1" })).text();
    expect(page).not.toContain(demoAccount.password);
    expect(page).not.toContain("TRUSTED_PROXIES");
  }
});

test("the doors that the page opens are open", async () => {
  const page = await (await app.fetch("/", html)).text();
  const doors = [...page.matchAll(/href="(\/[^"]*)"/g)].map(([, path = ""]) => path);
  const statuses = await Promise.all(doors.map(async (path) => [path, (await app.fetch(path, html)).status]));
  expect(statuses).toEqual(doors.map((path) => [path, 200]));
  expect(doors).toEqual(expect.arrayContaining(["/docs", "/openapi.json", "/healthz", "/readyz", "/assets/site.css"]));
});

describe("the first three calls", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveTestApp(app);
  });
  afterAll(() => server?.stop());

  const textOf = (title: string) =>
    samplesFor(server.url, demoAccount).find((sample) => sample.title === title)?.text ?? "";

  test("work in a shell as they stand", async () => {
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", textOf("curl")]);
    const [newest, feed] = stdout.split(/(?<=\})(?=\{"articles")/).map((text) => JSON.parse(text));
    expect([newest.articles.length, feed.articlesCount > 0]).toEqual([3, true]);
  });

  test("work with the typed client as they stand", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dovetail-calls-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    symlinkSync(resolve("client"), join(folder, "client"));
    writeFileSync(join(folder, "calls.ts"), textOf("The typed client"));
    writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
    const { stdout } = await run(process.execPath, [join(folder, "calls.ts")]);
    expect(stdout).toMatch(/^3 [1-9]\d*\n$/);
  });
});
