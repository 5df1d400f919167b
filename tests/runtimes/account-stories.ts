import { expect, test } from "vitest";
import { keysOf, verifyServiceToken } from "../../docs/examples/verify-service-token.ts";
import { codeOf } from "../factors/owner.ts";
import { begin, letIn, post, redemption } from "../native/app-client.ts";
import { createAuthenticator, type Deviations } from "../support/authenticator.ts";
import type { Service } from "./service.ts";

export function describeSessions(service: Service): void {
  const { rest, person, signUp } = service;

  test("a session in a cookie works for its own origin, is never shown, and ends with log-out", async () => {
    const origin = service.url;
    const user = { ...person(), session: "cookie" };
    const registered = await rest("POST", "/users", { body: { user }, headers: { origin } });
    expect(registered.body.user.token).toBeNull();
    const setCookie = registered.headers.get("set-cookie") ?? "";
    expect(setCookie).toMatch(/^__Host-dovetail=\S+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = setCookie.split(";")[0] ?? "";
    expect((await rest("GET", "/user", { headers: { cookie } })).body.user.email).toBe(user.email);
    const foreign = await rest("PUT", "/user", {
      headers: { cookie, origin: "https://evil.test" },
      body: { user: { bio: "x" } },
    });
    expect(foreign.status).toBe(403);
    expect((await rest("DELETE", "/sessions/current", { headers: { cookie, origin } })).status).toBe(204);
    expect((await rest("GET", "/user", { headers: { cookie } })).status).toBe(401);
  });

  test("logging out everywhere ends every session at once", async () => {
    const { email, password, token } = await signUp();
    const second = String(
      (await rest("POST", "/users/login", { body: { user: { email, password } } })).body.user.token,
    );
    expect((await rest("GET", "/sessions", { token })).body.sessions).toHaveLength(2);
    expect((await rest("DELETE", "/sessions", { token })).status).toBe(204);
    const after = [await rest("GET", "/user", { token }), await rest("GET", "/user", { token: second })];
    expect(after.map(({ status }) => status)).toEqual([401, 401]);
    expect(after[0]?.body.errors).toEqual({ token: ["is invalid"] });
  });
}

export function describeFactors(service: Service): void {
  const { rest, signUp } = service;

  test("an authenticator app is added, asked for, and signs in", async () => {
    const { email, password, token } = await signUp();
    const { secret } = (await rest("POST", "/totp", { token })).body;
    const confirmed = await rest("POST", "/totp/confirmation", { token, body: { code: codeOf(secret) } });
    expect([confirmed.status, confirmed.body.recoveryCodes.length]).toEqual([200, 10]);
    const logIn = (more: object) => rest("POST", "/users/login", { body: { user: { email, password, ...more } } });
    const asked = await logIn({});
    expect([asked.status, asked.body.errors]).toEqual([401, { secondFactor: ["totp", "recovery"] }]);
    // The same code twice, even when a new time step begins in between.
    const code = codeOf(secret, 1);
    expect((await logIn({ code })).status).toBe(200);
    expect((await logIn({ code })).status).toBe(401);
    expect((await logIn({ code: confirmed.body.recoveryCodes[0] })).status).toBe(200);
  });

  test("a passkey is added and signs in alone, and one from another page is refused", async () => {
    const { username, token } = await signUp();
    const authenticator = createAuthenticator(`http://localhost:${new URL(service.url).port}`);
    const added = await rest("POST", "/passkeys/begin", { token });
    const { ceremony, options } = added.body;
    const body = { ceremony, credential: authenticator.create(options) };
    expect((await rest("POST", "/passkeys", { token, body })).status).toBe(201);
    const signIn = async (deviations?: Deviations) => {
      const begun = (await rest("POST", "/passkeys/sign-in/begin")).body;
      const credential = authenticator.get(begun.options, deviations);
      return rest("POST", "/passkeys/sign-in", { body: { ceremony: begun.ceremony, credential } });
    };
    expect((await signIn()).body.user.username).toBe(username);
    expect((await signIn({ origin: "https://evil.example" })).status).toBe(401);
  });
}

interface Mail {
  readonly to: string;
  readonly text: string;
}

/** The token in the newest mail to an address; a worker sends mail after its response. */
async function tokenMailedTo(url: string, email: string, subject: string): Promise<string> {
  const find = async () => {
    const { messages } = await (await fetch(`${url}/dev/mail`)).json();
    return messages.find((mail: Mail & { subject: string }) => mail.to === email && mail.subject.startsWith(subject));
  };
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return /#token=(\S+)/.exec((await find()).text)?.[1] ?? "";
}

export function describeMail(service: Service): void {
  const { rest, signUp } = service;

  test("an address is verified and a password set anew by links that come by mail", async () => {
    const { email, token } = await signUp();
    const link = await tokenMailedTo(service.url, email, "Confirm your address");
    const verified = await rest("POST", "/emails/verifications", { token, body: { token: link } });
    expect([verified.status, verified.body.email]).toEqual([200, email]);
    expect((await rest("GET", "/user", { token })).status).toBe(401);

    const asked = await rest("POST", "/passwords/reset-requests", { body: { email } });
    expect([asked.status, asked.body]).toEqual([202, undefined]);
    const body = { token: await tokenMailedTo(service.url, email, "Set a new password"), password: "another password" };
    expect((await rest("POST", "/passwords/resets", { body })).status).toBe(204);
    expect((await rest("POST", "/passwords/resets", { body })).status).toBe(410);
    expect((await rest("GET", "/user", { token: verified.body.token })).status).toBe(401);
    const user = { email, password: body.password };
    expect((await rest("POST", "/users/login", { body: { user } })).status).toBe(200);
    expect((await fetch(`${service.url}/account/verify`)).status).toBe(200);
  });
}

export function describeApps(service: Service): void {
  const { rest, person } = service;

  test("an app signs in by the browser, and another service knows who calls", async () => {
    const app = { rest, fetch: (path: string, init?: RequestInit) => fetch(`${service.url}${path}`, init) };
    const origin = service.url;
    const user = { ...person(), session: "cookie" };
    const { headers } = await rest("POST", "/users", { body: { user }, headers: { origin } });
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    const attempt = begin();
    const link = await letIn(app, cookie, attempt, origin);
    expect(link).toMatch(/^com\.example\.app:\/oauth2redirect\?code=/);
    const first = await post(app, redemption(attempt, link));
    expect(first.status).toBe(200);
    const again = { grant_type: "refresh_token", client_id: "reader", refresh_token: first.body.refresh_token };
    const token = (await post(app, again)).body.access_token;
    expect((await rest("GET", "/user", { token })).body.user.username).toBe(user.username);

    const { issuer } = await (await app.fetch("/.well-known/oauth-authorization-server")).json();
    const audience = "search";
    const jwt = (await rest("POST", "/service-tokens", { token, body: { audience } })).body.token;
    const keys = keysOf(service.url);
    expect(await verifyServiceToken(jwt, { issuer, audience, keys })).toMatchObject({ roles: ["member"] });
    expect((await rest("GET", "/user", { token: jwt })).status).toBe(401);

    // MO-05: a second use revokes the app's session.
    expect((await post(app, redemption(attempt, link))).body.error).toBe("invalid_grant");
    expect((await rest("GET", "/user", { token })).status).toBe(401);
  });
}
