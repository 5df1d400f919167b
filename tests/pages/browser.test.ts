import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { seedDemo } from "../../seed/demo.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, type WatchedPage, watchedPage } from "../support/browser.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";

const darkPhone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, colorScheme: "dark" };

/** Mean of the background's red, green and blue, 0 to 255. */
const brightnessOf = (page: Page) =>
  page.evaluate(() => {
    const colours = [document.body, document.documentElement].map(
      (element) => getComputedStyle(element).backgroundColor,
    );
    const painted = colours.find((colour) => colour !== "rgba(0, 0, 0, 0)") ?? "";
    return (painted.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0);
  });

describe.runIf(hasBrowser)("in a browser", { timeout: browserTimeoutMs }, () => {
  let app: TestApp;
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp();
    await seedDemo(app.database.db);
    [server, browser] = await Promise.all([serveTestApp(app), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await app?.stop();
  });

  /** Opens a page and waits until its content is rendered. */
  async function open(path: "/" | "/docs", options?: BrowserContextOptions): Promise<WatchedPage> {
    const watched = await watchedPage(browser, options);
    onTestFinished(() => watched.context.close());
    await watched.page.goto(server.url + path);
    await watched.page.getByRole("heading", { level: 1, name: "Dovetail" }).waitFor();
    return watched;
  }

  describe.each(["/", "/docs"] as const)("%s", (path) => {
    test("loads without a complaint or a request to another host, bright and soon", async () => {
      const { page, complaints, origins } = await open(path, { colorScheme: "light" });
      await page.waitForLoadState("networkidle");
      expect(complaints).toEqual([]);
      expect([...origins]).toEqual([server.url]);
      expect(await brightnessOf(page)).toBeGreaterThan(230);
      const paintedMs = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
      expect(paintedMs).toBeLessThan(3000);
    });

    test("is dark where that is preferred, and does not scroll sideways on a phone", async () => {
      const { page, complaints } = await open(path, darkPhone);
      expect(await brightnessOf(page)).toBeLessThan(40);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      expect(complaints).toEqual([]);
    });
  });

  test("the keyboard reaches every link, button and block of code on /, and shows where it is", async () => {
    const { page } = await open("/");
    const reachable = await page.locator("a, button, [tabindex='0']").count();
    const seen = new Set<string>();
    for (let step = 0; step < reachable; step++) {
      await page.keyboard.press("Tab");
      seen.add(
        await page.evaluate(() => {
          const { activeElement: element } = document;
          if (element === null || element === document.body) return "nothing";
          if (getComputedStyle(element).outlineStyle === "none") return "an element that does not show it";
          return `${element.tagName} at ${element.getBoundingClientRect().top + scrollY}: ${element.textContent}`;
        }),
      );
    }
    expect([...seen].filter((name) => /^(nothing|an element)/.test(name))).toEqual([]);
    expect(seen.size).toBe(reachable);
  });

  test("a copy button copies its code and says so", async () => {
    const { page, context } = await open("/");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const figures = await page.locator("figure").all();
    expect(figures).toHaveLength(3);
    for (const figure of figures) {
      await figure.getByRole("button").click();
      await figure.getByRole("status").getByText("Copied").waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe((await figure.locator("pre").textContent())?.trim());
    }
  });

  test("the reference says what to do when its script was not installed", async () => {
    const { page, context } = await watchedPage(browser);
    onTestFinished(() => context.close());
    await page.route("**/assets/vendor/scalar.js", (route) => route.fulfill({ status: 404 }));
    await page.goto(`${server.url}/docs`);
    await page.getByText("its script is not installed").waitFor();
    expect(await page.locator("#reference").textContent()).toContain("run node scripts/reference-assets.ts");
  });

  test("the reference calls the API as the demo user", async () => {
    const { page, complaints } = await open("/docs");
    await page.getByRole("button", { name: "Try it as the demo user" }).click();
    await page.getByText("Calls are made as demo@example.com.").waitFor();
    await page.evaluate(() => {
      location.hash = "tag/accounts/GET/user";
    });
    await page.getByRole("button", { name: /^Test Request.*get \/user\)/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /Send get request/ }).click();
    await dialog.getByText("demo@example.com").waitFor();
    expect(complaints).toEqual([]);
    const asked = server.requests.findLast(({ path }) => path === "/api/user");
    expect(asked?.headers.get("authorization")).toMatch(/^Bearer \S+$/);
  });

  test("what a reader of the reference sends first succeeds, and so does what is sent after it", async () => {
    const { page } = await open("/docs");
    await page.getByRole("button", { name: "Try it as the demo user" }).click();
    await page.getByText("Calls are made as demo@example.com.").waitFor();

    /**
     * Expands an operation and sends it unchanged.
     * @returns status and body of the response.
     */
    async function send(tag: string, method: "GET" | "POST" | "PUT" | "DELETE", path: string) {
      await page.evaluate((place) => {
        location.hash = place;
      }, `tag/${tag}/${method}${path}`);
      await page.getByRole("button", { name: `(${method.toLowerCase()} ${path})` }).click();
      const dialog = page.getByRole("dialog");
      const answered = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith("/api/"));
      await dialog.getByRole("button", { name: `Send ${method.toLowerCase()} request` }).click();
      const response = await answered;
      const body = response.status() === 204 ? null : await response.json();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      return { status: response.status(), body };
    }

    const list = await send("articles", "GET", "/articles");
    expect([list.status, list.body.articles.length]).toEqual([200, 20]);
    const published = await send("articles", "POST", "/articles");
    expect([published.status, published.body.article.slug]).toEqual([201, "how-joints-hold"]);
    for (const [method, path, status] of [
      ["POST", "/articles", 201],
      ["PUT", "/articles/{slug}", 200],
      ["DELETE", "/articles/{slug}", 204],
    ] as const)
      expect([path, (await send("articles", method, path)).status]).toEqual([path, status]);
    const asked = server.requests.filter(({ path }) => path.startsWith("/api/articles"));
    expect(asked.filter(({ headers }) => headers.has("idempotency-key"))).toEqual([]);
    expect(asked.filter(({ path }) => /author|favorited|cursor/.test(path))).toEqual([]);
    expect(asked.filter(({ headers }) => !/^Bearer /.test(headers.get("authorization") ?? ""))).toEqual([]);
  });
});
