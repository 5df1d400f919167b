import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { type RunningServer, type Runtime, startRuntime } from "../support/runtimes.ts";

const assetHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "public, max-age=0, must-revalidate",
};

describe.each<Runtime>(["node", "deno", "worker"])("on %s", (runtime) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startRuntime(runtime);
  }, 90_000);
  afterAll(() => server?.stop());

  const get = (path: string, headers = {}) => fetch(server.url + path, { headers });

  test("HD-02 an asset says what it is and carries the baseline headers", async () => {
    const answer = await get("/assets/site.css");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(assetHeaders);
    expect((await get("/assets/mark.svg")).headers.get("content-type")).toMatch(/^image\/svg\+xml/);
    expect((await get("/assets/copy.js")).headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  });

  test("an asset that the browser has is not sent again", async () => {
    const { headers } = await get("/assets/site.css");
    const again = await get("/assets/site.css", { "if-none-match": headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    "/assets/nothing.css",
    "/assets/",
    "/assets/%2e%2e/_headers",
    "/assets/..%2f..%2fpackage.json",
    "/_headers",
  ])("%s is not there", async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json; charset=utf-8",
    ]);
  });

  test("HD-02 a page runs no script and loads nothing but this service's own", async () => {
    const { status, headers } = await get("/", { accept: "text/html" });
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("server")).toBeNull();
  });

  test("HD-02 the reference may style itself within the page, and nothing else more than other pages", async () => {
    const { status, headers } = await get("/docs");
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';");
    expect(policy.match(/unsafe/g)).toHaveLength(1);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.runIf(hasBrowser)(
    "a browser draws the reference from this service alone",
    { timeout: browserTimeoutMs },
    async () => {
      const browser = await startBrowser();
      try {
        const { page, complaints, origins } = await watchedPage(browser);
        await page.goto(`${server.url}/docs`);
        await page.getByRole("heading", { level: 1, name: "Dovetail" }).waitFor();
        expect(complaints).toEqual([]);
        expect([...origins]).toEqual([server.url]);
      } finally {
        await browser.close();
      }
    },
  );

  test("a program that asks for nothing in particular gets the doors as JSON", async () => {
    const answer = await get("/");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await answer.json()).toMatchObject({ rest: "/api", trpc: "/trpc", openapi: "/openapi.json" });
  });
});
