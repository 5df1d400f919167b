import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp, type TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { startRecordedApp } from "../telemetry/recorded-app.ts";

/** Runs in the page, beside its EventSource; resolves when the stream is open. */
const follower = `
import { createClient } from "./client/index.ts";

globalThis.slugs = [];
globalThis.follow = async (author) => {
  const stream = createClient({ url: "" }).articles.changes({ author });
  void (async () => {
    for await (const { slug } of stream) globalThis.slugs.push(slug);
  })();
  while (stream.lastEventId === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
};`;

describe.runIf(hasBrowser)("/dev/live in a browser", { timeout: browserTimeoutMs }, () => {
  let app: TestApp;
  let server: TestServer;
  let browser: Browser;
  const serve = (port?: number) =>
    serveTestApp({ ...app, fetch: (path, init) => app.fetch(path, init, "127.0.0.1") }, port);

  beforeAll(async () => {
    app = await startRecordedApp();
    [server, browser] = await Promise.all([serve(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await app?.stop();
  });

  /** Opens the page, with a script that follows by the generated client. */
  async function openPage() {
    const watched = await watchedPage(browser);
    const { outputFiles } = await build({
      stdin: { contents: follower, resolveDir: process.cwd(), loader: "ts" },
      bundle: true,
      format: "esm",
      write: false,
    });
    const script = { contentType: "text/javascript", body: outputFiles[0]?.text ?? "" };
    await watched.page.route("**/assets/follow.js", (route) => route.fulfill(script));
    await watched.page.goto(`${server.url}/dev/live`);
    return watched;
  }

  test("EventSource and the generated client get the same messages, over a restart of the server too", async () => {
    const { username: author, token } = await signUp(app);
    const publish = async (title: string) =>
      (await app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b" } } })).body
        .article.slug;
    const { page, complaints, context } = await openPage();
    const section = page.getByRole("region", { name: "articles.changes" });
    await section.getByLabel("author").fill(author);
    await section.getByRole("button", { name: "Open" }).click();
    await section.getByText("open", { exact: true }).waitFor();
    await page.addScriptTag({ url: "/assets/follow.js", type: "module" });
    await page.evaluate(`follow(${JSON.stringify(author)})`);
    const shown = async () =>
      (await section.getByRole("listitem").locator("code").allTextContents())
        .toReversed()
        .map((text) => JSON.parse(text).slug);
    const got = async () => ({ page: await shown(), client: await page.evaluate("slugs") });

    const first = await publish("Before the restart");
    await expect.poll(got).toEqual({ page: [first], client: [first] });
    expect(complaints).toEqual([]);
    const { port } = new URL(server.url);
    await server.stop();
    const second = await publish("Meanwhile");
    server = await serve(Number(port));
    const third = await publish("After the restart");
    const all = [first, second, third];
    await expect.poll(got).toEqual({ page: all, client: all });
    await context.close();
  });

  test("a refused stream is shown as refused", async () => {
    const { page, context } = await openPage();
    const section = page.getByRole("region", { name: "feed.changes" });
    await section.getByRole("button", { name: "Open" }).click();
    await section.getByText("refused: 401").waitFor();
    await context.close();
  });
});
