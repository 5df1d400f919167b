import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { startRecordedApp } from "../telemetry/rig.ts";

describe.runIf(hasBrowser)("in a browser", { timeout: browserTimeoutMs }, () => {
  let app: TestApp;
  let server: TestServer;
  let browser: Browser;
  const retried: string[] = [];

  beforeAll(async () => {
    app = await startRecordedApp({}, [
      {
        name: "things",
        title: "Things",
        lead: "Things that wait.",
        columns: ["name"],
        read: async () => (retried.length > 0 ? [] : [{ id: "1", cells: ["dead"], isActionable: true }]),
        action: { label: "Retry", run: async (id) => void retried.push(id) },
      },
    ]);
    [server, browser] = await Promise.all([serveTestApp(app), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await app?.stop();
  });

  test("/dev: a developer follows a call down to its SQL, and retries a thing", async () => {
    await fetch(`${server.url}/api/tags`);
    const { page, context, complaints, origins } = await watchedPage(browser, {
      viewport: { width: 360, height: 740 },
    });
    onTestFinished(() => context.close());
    await page.goto(`${server.url}/dev`);
    await page.getByRole("link", { name: "GET /api/tags" }).click();
    await page.getByRole("heading", { level: 1, name: "GET /api/tags" }).waitFor();
    expect(await page.locator("pre").allInnerTexts()).toEqual([expect.stringMatching(/^select/)]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole("link", { name: "All calls" }).click();
    await page.getByRole("link", { name: "Things" }).click();
    await page.getByRole("button", { name: "Retry" }).click();
    await page.getByText("There is none.").waitFor();
    expect(retried).toEqual(["1"]);
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([server.url]);
  });
});
