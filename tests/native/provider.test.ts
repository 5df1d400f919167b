import { afterAll, beforeAll, expect, test } from "vitest";
import { type IdentityProvider, passThrough, startIdentityProvider } from "../oauth/identity-provider.ts";
import { begin as beginSignIn, returnFromProvider, sessionIn } from "../oauth/journey.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { authorizePath, begin, fieldsOf, letIn, post, redemption, registered } from "./app-client.ts";

let provider: IdentityProvider;
let app: TestApp;
beforeAll(async () => {
  const guest = { sub: "sub-guest", email: "guest@example.org", email_verified: true, name: "guest" };
  provider = await startIdentityProvider(guest);
  app = await startTestApp({ ...provider.environment, OIDC_NAME: "House", NATIVE_APPS: registered });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

const returnToOf = (page: string) => /data-return-to="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";

test("who signs in by a provider comes back to the app's request, whole, and the app to its tokens", async () => {
  // Maximum length.
  const attempt = { ...begin(), state: "%".repeat(512) };
  const path = authorizePath(attempt, { oauth_error: "<script>", unknown: "x" });
  const page = await (await app.fetch(path)).text();
  expect(page).toContain("Continue with House");
  expect(page).not.toContain("<script>");

  const started = await beginSignIn(app, { returnTo: returnToOf(page) });
  const ended = await returnFromProvider(app, await passThrough(started.url.href), started.cookie);
  expect([ended.status, ended.error]).toEqual([303, null]);
  const { origin, pathname, searchParams } = new URL(ended.location ?? "");
  expect([origin, pathname, searchParams.get("state")]).toEqual([publicOrigin, "/oauth/authorize", attempt.state]);
  expect([searchParams.has("oauth_error"), searchParams.has("unknown")]).toEqual([false, false]);

  const cookie = sessionIn(ended.token ?? "");
  const consent = await (await app.fetch(`${pathname}?${searchParams}`, { headers: { cookie } })).text();
  expect(fieldsOf(consent).codeChallenge).toBe(attempt.challenge);
  const { status, body } = await post(app, redemption(attempt, await letIn(app, cookie, attempt)));
  expect(status).toBe(200);
  const { sessions } = (await app.rest("GET", "/sessions", { token: body.access_token })).body;
  expect(sessions).toContainEqual(expect.objectContaining({ keptIn: "app", methods: ["oauth"] }));
});

test("a sign-in declined at the provider is reported on the page, and may be retried", async () => {
  const attempt = begin();
  const page = await (await app.fetch(authorizePath(attempt, { oauth_error: "access_denied" }))).text();
  expect(page).toContain("You said no at the provider.");
  expect(returnToOf(page)).not.toContain("oauth_error");
});

test("an address longer than is kept is refused, not lost on the way", async () => {
  const returnTo = `/${"\u{e9}".repeat(1500)}`;
  const { status, body } = await app.rest("POST", "/oauth/start", { body: { provider: "oidc", returnTo } });
  expect([status, Object.keys(body.errors)]).toEqual([422, ["returnTo"]]);
});
