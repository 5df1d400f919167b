import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type IdentityProvider, startIdentityProvider } from "../oauth/identity-provider.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { freePort, type ServerProcess, startServer } from "../support/runtimes.ts";
import { another, password } from "./owner.ts";

const guest = { sub: "sub-guest", email: "guest@example.org", email_verified: true, name: "guest" };
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

/** Sends a request from a page of ours; the browser adds its origin and stores the cookie. */
const send = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ([verb, to, text]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`/api${to}`, { method: verb, headers, body: text });
      // Requests in flight when the page is left count as failed.
      await response.text();
      return response.status;
    },
    [method, path, JSON.stringify(body)] as const,
  );

/** The viewer by the session cookie; `undefined` when anonymous. */
const whoAmI = (page: Page) => page.evaluate(async () => (await (await fetch("/api/user")).json()).user);

/** Signs a user up in the browser, which stores the session. */
async function signUp(page: Page, username: string): Promise<string> {
  const email = `${username}@example.com`;
  const user = { username, email, password, session: "cookie" };
  expect(await send(page, "POST", "/users", { user })).toBe(201);
  return email;
}

const fitsPhone = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

async function signIn(page: Page, email: string, word: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(word);
  await page.keyboard.press("Enter");
}

describe.runIf(hasBrowser)("in a browser", { timeout: browserTimeoutMs }, () => {
  let database: TestDatabase;
  let provider: IdentityProvider;
  let server: ServerProcess;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    database = await createTestDatabase();
    provider = await startIdentityProvider(guest, { origin, asks: true });
    const environment = {
      ...provider.environment,
      OIDC_NAME: "House",
      MAIL_URL: "mailbox:",
      PUBLIC_URL: origin,
    };
    [server, browser] = await Promise.all([startServer("node", database.url, { port, environment }), startBrowser()]);
  }, browserTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    server?.process.kill("SIGKILL");
    await provider?.stop();
    await database?.drop();
  });

  async function open(path: string) {
    const watched = await watchedPage(browser, phone);
    onTestFinished(() => watched.context.close());
    await watched.page.goto(origin + path);
    return watched;
  }

  /** Opens the link of the newest mail to an address from the dev inbox. */
  async function followMail(page: Page, subject: string, email: string) {
    const mail = page.getByRole("article", { name: subject }).filter({ hasText: `To ${email}` });
    // Mail is sent after the response that announced it.
    await expect
      .poll(
        async () => {
          await page.goto(`${origin}/dev/mail`);
          return mail.count();
        },
        { timeout: browserTimeoutMs },
      )
      .toBeGreaterThan(0);
    await fitsPhone(page);
    await mail.first().getByRole("link", { name: "#token=" }).click();
    await page.waitForURL(/\/account\//);
    await expect.poll(() => page.url()).not.toContain("#");
    await fitsPhone(page);
  }

  describe("a provider", () => {
    test("signs a user in, whose session no script can read", async () => {
      const { page, context, complaints, origins } = await open("/sign-in?returnTo=/account/forgot");
      await fitsPhone(page);
      await page.getByRole("button", { name: "Continue with House" }).click();
      await page.getByRole("button", { name: "Sign in at House" }).click();
      await page.waitForURL(`${origin}/account/forgot`);
      expect(await whoAmI(page)).toMatchObject({ username: guest.name, email: guest.email, token: null });
      const [cookie, ...others] = await context.cookies(origin);
      expect(cookie).toMatchObject({
        name: "__Host-dovetail",
        httpOnly: true,
        secure: true,
        sameSite: "Lax",
        path: "/",
      });
      expect([others, await page.evaluate(() => document.cookie)]).toEqual([[], ""]);
      expect(complaints).toEqual([]);
      expect([...origins].sort()).toEqual([origin, provider.issuer].sort());
    });

    test("leads back to us with the reason when the user cancels there, and again from there", async () => {
      const { page, context, complaints } = await open("/sign-in");
      await page.getByRole("button", { name: "Continue with House" }).click();
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("alert").getByText("You said no at the provider.").waitFor();
      expect(page.url()).toBe(`${origin}/sign-in?oauth_error=access_denied`);
      expect(await context.cookies(origin)).toEqual([]);
      await fitsPhone(page);
      await page.getByRole("button", { name: "Continue with House" }).click();
      await page.getByRole("button", { name: "Sign in at House" }).click();
      await page.getByText(`Signed in as ${guest.name}`).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  describe("the link of a mail", () => {
    const addressOf = async (username: string) =>
      database.db
        .selectFrom("account")
        .select(["email", "email_verified_at"])
        .where("username", "=", username)
        .executeTakeFirstOrThrow();

    test("verifies an address with the password beside, which may be mistyped", async () => {
      const { page, context, complaints, origins } = await open("/sign-in");
      const email = await signUp(page, "ada");
      await context.clearCookies();
      await followMail(page, "Confirm your address", email);
      expect(complaints).toEqual([]);
      await page.getByRole("button", { name: "Confirm my address" }).waitFor();
      await page.keyboard.type("a wrong password");
      await page.keyboard.press("Enter");
      await page.getByText("The password is wrong.").waitFor();
      expect((await addressOf("ada")).email_verified_at).toBeNull();
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText("Your address is confirmed.").waitFor();
      expect((await addressOf("ada")).email_verified_at).not.toBeNull();
      expect([...origins]).toEqual([origin]);
    });

    test("verifies at once where its account is signed in, and later moves the account to another address", async () => {
      const { page, complaints, origins } = await open("/sign-in");
      const email = await signUp(page, "eve");
      await followMail(page, "Confirm your address", email);
      await page.getByRole("status").getByText("Your address is confirmed.").waitFor();
      expect(await send(page, "PUT", "/user/email", { email: "eve@example.org" })).toBe(202);

      await followMail(page, "Confirm your new address", "eve@example.org");
      expect((await addressOf("eve")).email).toBe(email);
      await page.getByRole("button", { name: "Use this address" }).click();
      await page.getByRole("status").getByText("Your account uses this address from now on.").waitFor();
      expect(await whoAmI(page)).toMatchObject({ username: "eve", email: "eve@example.org" });
      expect(complaints).toEqual([]);
      expect([...origins]).toEqual([origin]);
    });

    test("resets a forgotten password, once, and the old one is refused", async () => {
      const { page, context, complaints } = await open("/sign-in");
      const email = await signUp(page, "bob");
      await context.clearCookies();
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByLabel("E-mail").fill(email);
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText("on its way").waitFor();
      await fitsPhone(page);

      await followMail(page, "Set a new password", email);
      await page.getByLabel("New password").fill(another);
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText("Your password is set.").waitFor();
      expect(complaints).toEqual([]);
      await page.getByRole("link", { name: "Sign in" }).click();
      await signIn(page, email, password);
      await page.getByRole("alert").getByText("The e-mail address or the password is wrong.").waitFor();
      // The field is ready for another attempt.
      await page.keyboard.type(another);
      await page.keyboard.press("Enter");
      await page.getByText("Signed in as bob").waitFor();

      await followMail(page, "Set a new password", email);
      await page.getByLabel("New password").fill(password);
      await page.keyboard.press("Enter");
      await page.getByRole("status").getByText("This link has been used").waitFor();
      await page.getByRole("link", { name: "Ask for another" }).waitFor();
      // A newer link pasted into this tab loads nothing by itself.
      await page.evaluate(() => location.assign("#token=dvm_newer"));
      await page.getByLabel("New password").waitFor();
      expect(page.url()).toBe(`${origin}/account/reset`);
    });
  });
});
