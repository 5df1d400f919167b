import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const candidates = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser"];
const executablePath = candidates.find((path) => path !== "" && existsSync(path));

/** Rendering the API reference takes a second, and half a minute on a busy machine. */
export const browserTimeoutMs = 120_000;

/** True where browser tests run. CI fails without a browser instead of skipping them. */
export const hasBrowser = executablePath !== undefined || process.env.CI !== undefined;

if (!hasBrowser)
  process.stderr.write(
    "Tests in a browser are left out: there is no Chromium in /usr/bin, nor does CHROMIUM_PATH name one.\n",
  );

// Chromium's background requests would count as the page's.
const quiet = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts headless Chromium. Close it in `afterAll`. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", ...quiet],
  });

/** A page, with its console and network activity. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and warnings, uncaught exceptions and failed requests. */
  readonly complaints: readonly string[];
  /** The distinct origins of all requests so far. */
  readonly origins: ReadonlySet<string>;
}

/** Opens an empty page in its own profile. */
export async function watchedPage(browser: Browser, options?: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(browserTimeoutMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol === "http:" || protocol === "https:" || protocol === "ws:" || protocol === "wss:") origins.add(origin);
  });
  return { page, context, complaints, origins };
}
