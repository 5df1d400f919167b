import { describe, expect, onTestFinished, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { openTestCaching } from "./support/caching.ts";
import { enrol, publish } from "./support/people.ts";

async function appWithCache(environment: Record<string, string> = {}): Promise<TestApp> {
  const app = await startTestApp(environment, undefined, openTestCaching());
  onTestFinished(app.stop);
  return app;
}

const lastLine = ({ logLines }: TestApp) => logLines.findLast(({ event }) => event === "http.request");

describe("the line that a request leaves in the log", () => {
  test("shows the duration, the number of statements and the result of the cache", async () => {
    const app = await appWithCache();
    const { slug } = await publish(app, await enrol(app));
    expect(lastLine(app)).toMatchObject({
      procedures: ["articles.publish"],
      cache: [null],
      durationMs: expect.any(Number),
    });
    // At least session, begin, insert and commit.
    expect(Number(lastLine(app)?.statements)).toBeGreaterThanOrEqual(4);

    await app.rest("GET", `/articles/${slug}`);
    expect(lastLine(app)).toMatchObject({ cache: ["miss"], statements: 1 });
    const both = `/trpc/articles.get,tags.list?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { slug }, 1: {} }))}`;
    await app.fetch(both);
    expect(lastLine(app)).toMatchObject({
      procedures: ["articles.get", "tags.list"],
      cache: ["hit", "miss"],
      statements: 1,
    });
    await app.fetch(both);
    expect(lastLine(app)).toMatchObject({ cache: ["hit", "hit"], statements: 0 });
    await app.rest("GET", "/articles/none");
    await app.rest("GET", "/articles/none");
    expect(lastLine(app)).toMatchObject({ status: 404, error: "not_found", cache: ["hit"], statements: 0 });
  });

  test("counts its own statements alone, however many requests run at once", async () => {
    const app = await appWithCache();
    const { token } = await enrol(app);
    await app.rest("GET", "/user", { token });
    const alone = lastLine(app)?.statements;
    const before = app.logLines.length;
    await Promise.all(Array.from({ length: 20 }, () => app.rest("GET", "/user", { token })));
    expect(app.logLines.slice(before).map(({ statements }) => statements)).toEqual(Array(20).fill(alone));
  });

  test("logs for 20 concurrent callers of an uncached answer one miss and 19 waits", async () => {
    const app = await appWithCache();
    await app.rest("GET", "/tags");
    const { slug } = await publish(app, await enrol(app));
    const before = app.logLines.length;
    await Promise.all(Array.from({ length: 20 }, () => app.rest("GET", `/articles/${slug}`)));
    const results = app.logLines.slice(before).map(({ cache }) => String(cache));
    expect(results.toSorted()).toEqual(["miss", ...Array(19).fill("wait")]);
  });
});

test("in development the response shows where its time went; elsewhere it does not", async () => {
  const app = await appWithCache({ SERVER_TIMING: "on" });
  const timing = (await app.rest("GET", "/tags")).headers.get("server-timing");
  expect(timing).toMatch(
    /^total;dur=[\d.]+, input;desc="tags\.list";dur=[\d.]+, handler;desc="tags\.list";dur=[\d.]+, cache;desc="\w+", sql;desc="1 statements"$/,
  );
  expect((await (await appWithCache()).rest("GET", "/tags")).headers.get("server-timing")).toBeNull();
});
