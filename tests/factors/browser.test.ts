import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser } from "../support/browser.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { freePort } from "../support/runtimes.ts";

const authenticator = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** Sends a request from a page; the browser adds its origin and stores the cookie. */
const post = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([to, text]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`/api${to}`, { method: "POST", headers, body: text });
      return { status: response.status, body: await response.json() };
    },
    [path, JSON.stringify(body)] as const,
  );

/** The viewer's user name by the session cookie; `undefined` when anonymous. */
const whoAmI = (page: Page) => page.evaluate(async () => (await (await fetch("/api/user")).json()).user?.username);

const create = (page: Page, options: PublicKeyCredentialCreationOptionsJSON) =>
  page.evaluate(async (given) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(given);
    const made = await navigator.credentials.create({ publicKey });
    return made instanceof PublicKeyCredential ? made.toJSON() : null;
  }, options);

const get = (page: Page, options: PublicKeyCredentialRequestOptionsJSON) =>
  page.evaluate(async (given) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(given);
    const used = await navigator.credentials.get({ publicKey });
    return used instanceof PublicKeyCredential ? used.toJSON() : null;
  }, options);

describe.runIf(hasBrowser)("in a browser", { timeout: browserTimeoutMs }, () => {
  let app: TestApp;
  let server: TestServer;
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    app = await startTestApp({ PUBLIC_URL: origin });
    [server, browser] = await Promise.all([serveTestApp(app, port), startBrowser()]);
  }, browserTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await app?.stop();
  });

  test("a passkey is made on a page of the service, and later signs in alone and beside the password", async () => {
    // The page's own policy is not under test here.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", { options: authenticator });
    await page.goto(`${origin}/healthz`);

    const login = { email: "ada@example.com", password: "a fine password", session: "cookie" };
    await post(page, "/users", { user: { ...login, username: "ada" } });
    const begun = await post(page, "/passkeys/begin", {});
    const { ceremony } = begun.body;
    const credential = await create(page, begun.body.options);
    const added = await post(page, "/passkeys", { ceremony, credential, name: "Chromium" });
    expect([added.status, added.body.passkey.name, added.body.token]).toEqual([201, "Chromium", null]);
    expect(await whoAmI(page)).toBe("ada");

    await context.clearCookies();
    expect(await whoAmI(page)).toBeUndefined();
    const use = async () => {
      const { body } = await post(page, "/passkeys/sign-in/begin", {});
      return { ceremony: body.ceremony, credential: await get(page, body.options) };
    };
    const signedIn = await post(page, "/passkeys/sign-in", { ...(await use()), session: "cookie" });
    expect([signedIn.status, signedIn.body.user.token]).toEqual([200, null]);
    expect(await whoAmI(page)).toBe("ada");

    await context.clearCookies();
    const asked = await post(page, "/users/login", { user: login });
    expect(asked.body.errors).toEqual({ secondFactor: ["passkey", "recovery"] });
    const shown = await post(page, "/users/login", { user: { ...login, passkey: await use() } });
    expect(shown.status).toBe(200);
    expect(await whoAmI(page)).toBe("ada");
    await context.close();
  });
});
