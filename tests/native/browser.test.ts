import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { codeOf, enableTotp, encryptionKeys, enrolOwner, forgetSteps, password } from "../factors/owner.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { serveScript, serveTestApp, type TestServer } from "../support/http.ts";
import { freePort } from "../support/runtimes.ts";
import { authorizePath, begin, post, redemption, registered } from "./app-client.ts";

const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark" } as const;

/** Registers a passkey from a signed-in browser, as our page would. */
const addPasskey = (page: Page) =>
  page.evaluate(async () => {
    const send = async (path: string, body: unknown) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(`/api${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
    };
    const { ceremony, options } = await send("/passkeys/begin", {});
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    const credential = made instanceof PublicKeyCredential ? made.toJSON() : null;
    return (await send("/passkeys", { ceremony, credential, name: "Phone" })).passkey.name;
  });

describe.runIf(hasBrowser)("in a browser", { timeout: browserTimeoutMs }, () => {
  let app: TestApp;
  let server: TestServer;
  let device: TestServer;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const settings = { PUBLIC_URL: origin, NATIVE_APPS: registered, ENCRYPTION_KEYS: encryptionKeys.current };
    app = await startTestApp(settings);
    server = await serveTestApp(app, port);
    device = await serveScript((response) => response.end("Back in the app."));
    browser = await startBrowser();
  }, browserTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await device?.stop();
    await server?.stop();
    await app?.stop();
  });

  /** An app that waits for the browser on a loopback port. */
  const attemptOf = () => begin({ clientId: "cli", redirectUri: `${device.url}/callback` });

  async function open(path: string) {
    const watched = await watchedPage(browser, phone);
    onTestFinished(() => watched.context.close());
    await watched.page.goto(origin + path);
    return watched;
  }

  async function fill(page: Page, email: string, word = password) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(word);
    await page.keyboard.press("Enter");
  }

  test("by the keyboard alone a person signs in, lets an app in, and the app has its tokens", async () => {
    const ada = await enrolOwner(app);
    const attempt = attemptOf();
    const { page, origins } = await open(authorizePath(attempt));
    await page.keyboard.type(ada.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type("a wrong password");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("wrong").waitFor();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { name: "Let Dovetail <CLI> in?" }).waitFor();
    await page.getByText(`as ${ada.username}`).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect([...origins]).toEqual([origin]);
    await page.getByRole("button", { name: "Let it in" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Back in the app.").waitFor();
    expect(page.url().startsWith(`${attempt.redirectUri}?code=dvc_`)).toBe(true);
    const { status, body } = await post(app, redemption(attempt, page.url()));
    expect(status).toBe(200);
    const user = await app.rest("GET", "/user", { token: body.access_token });
    expect(user.body.user.username).toBe(ada.username);
  });

  test("who says no goes back to the app without a code", async () => {
    const ada = await enrolOwner(app);
    const attempt = attemptOf();
    const { page } = await open(authorizePath(attempt));
    await fill(page, ada.email);
    await page.getByRole("link", { name: "No", exact: true }).click();
    await page.getByText("Back in the app.").waitFor();
    const answer = Object.fromEntries(new URL(page.url()).searchParams);
    expect(answer).toEqual({ error: "access_denied", state: attempt.state, iss: origin });
  });

  test("an account with an authenticator app is asked for its code, and can be left for another", async () => {
    const ada = await enrolOwner(app);
    const { secret } = await enableTotp(app, ada.token);
    await forgetSteps(app, ada);
    const { page } = await open("/sign-in");
    expect(await page.getByLabel("Code from").isVisible()).toBe(false);
    await fill(page, ada.email);
    await page.getByLabel("Code from").fill(codeOf(secret));
    await page.keyboard.press("Enter");
    await page.getByText(`Signed in as ${ada.username}`).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: "__Host-dovetail", httpOnly: true, secure: true, sameSite: "Lax" });
    await page.getByRole("button", { name: "Use another account" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });

  test("a passkey signs in without a password, and goes on where the app asked", async () => {
    const ada = await enrolOwner(app);
    const { page, complaints } = await open("/sign-in");
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await fill(page, ada.email);
    await page.getByText(`Signed in as ${ada.username}`).waitFor();
    expect(await addPasskey(page)).toBe("Phone");
    await page.context().clearCookies();

    await page.goto(origin + authorizePath(attemptOf()));
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByText(`as ${ada.username}`).waitFor();
    expect(complaints).toEqual([]);
  });
});
