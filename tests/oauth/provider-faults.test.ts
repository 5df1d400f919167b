import { generateKeyPair } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { usernameError } from "../../server/features/accounts/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";
import { begin, callbackPath, returnFromProvider, type Started, whoIs } from "./journey.ts";
import {
  clientId,
  clientSecret,
  json,
  type ScriptedProvider,
  type SigningOptions,
  startScriptedProvider,
} from "./scripted-provider.ts";

let provider: ScriptedProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await startScriptedProvider();
  app = await startTestApp(provider.environment);
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.answerUserinfo = (response) => json(response, {}, 404);
});

const db = () => app.database.db;

const back = (started: Started, parameters: Readonly<Record<string, string>> = {}) =>
  returnFromProvider(app, callbackPath({ state: started.state, code: "a-code", ...parameters }), started.cookie);

/** Signs in with an ID token with these claims. */
async function signInWith(claims: Readonly<Record<string, unknown>>, options?: SigningOptions) {
  const started = await begin(app);
  const id_token = await provider.sign({ nonce: started.nonce, ...claims }, options);
  provider.answerToken = (response) => json(response, { access_token: "at", token_type: "Bearer", id_token });
  return back(started);
}

const unsigned = (nonce: string) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: provider.issuer, aud: clientId, sub: "somebody", nonce, iat: now, exp: now + 300 };
  return `${part({ alg: "none" })}.${part(claims)}.`;
};

const refused = { status: 303, error: "answer_invalid", token: undefined };

test("a token that is as it must be signs in", async () => {
  const { token } = await signInWith({ sub: "good", email: "good@example.org", name: "Goodie" });
  expect(await whoIs(app, token)).toMatchObject({ username: "Goodie", email: "good@example.org" });
});

describe("OA-07 an invalid ID token is refused", () => {
  const past = Math.floor(Date.now() / 1000) - 120;
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["with another nonce", { nonce: "another" }],
    ["without a nonce", { nonce: undefined }],
    ["for another audience", { aud: "another" }],
    ["for several audiences without azp", { aud: [clientId, "another"] }],
    ["for several audiences with another's azp", { aud: [clientId, "another"], azp: "another" }],
    ["with another's azp", { azp: "another" }],
    ["of another issuer", { iss: "https://evil.test" }],
    ["that has expired", { exp: past, iat: past - 300 }],
    ["that never expires", { exp: undefined }],
    ["without a subject", { sub: undefined }],
    ["with an empty subject", { sub: "" }],
    ["with a number for a subject", { sub: 7 }],
    ["with an endless subject", { sub: "s".repeat(256) }],
    ["with U+0000 in its subject", { sub: "some\0body" }],
    ["with a line break in its subject", { sub: "some\r\nbody" }],
    ["with half a surrogate pair in its subject", { sub: "some\ud800body" }],
    ["with an object for a subject", { sub: { toString: "x" } }],
    ["with a list for a subject", { sub: ["somebody"] }],
  ])("%s", async (_, claims) => {
    expect(await signInWith(claims)).toMatchObject(refused);
  });

  test("that is signed with the client's secret", async () => {
    const key = new TextEncoder().encode(clientSecret);
    expect(await signInWith({}, { alg: "HS256", key })).toMatchObject(refused);
  });

  test.each(["current", "old"])("that is signed by a key the provider does not publish, named %s", async (kid) => {
    const { privateKey: key } = await generateKeyPair("RS256");
    expect(await signInWith({}, { key, kid })).toMatchObject(refused);
  });

  test("that is not signed", async () => {
    const started = await begin(app);
    provider.answerToken = (response) => json(response, { access_token: "at", id_token: unsigned(started.nonce) });
    expect(await back(started)).toMatchObject(refused);
  });

  test("that is not there", async () => {
    provider.answerToken = (response) => json(response, { access_token: "at" });
    expect(await back(await begin(app))).toMatchObject(refused);
  });

  test("when the callback names another issuer", async () => {
    const started = await begin(app);
    const before = provider.asked.length;
    expect(await back(started, { iss: "https://evil.test" })).toMatchObject(refused);
    expect(provider.asked.slice(before)).not.toContain("/token");
  });
});

test.each([false, undefined, "false", "true", "1", 1, 0, null, [], {}])(
  "OA-11 email_verified of %j verifies nothing",
  async (email_verified) => {
    const owner = await enrol(app);
    const { email } = await db()
      .selectFrom("account")
      .select("email")
      .where("id", "=", owner.id)
      .executeTakeFirstOrThrow();
    await db()
      .updateTable("account")
      .set({ email_verified_at: new Date().toISOString() })
      .where("id", "=", owner.id)
      .execute();
    const ended = await signInWith({ sub: "other", email, email_verified });
    expect(ended).toMatchObject({ error: "email_unverified", token: undefined });
    expect(JSON.stringify(ended)).not.toContain(owner.username);
  },
);

describe("an invalid e-mail address verifies nothing, even if the provider calls it verified:", () => {
  test.each<[string, unknown]>([
    ["U+0000 in it", "some\0body@example.org"],
    ["a line break in it", "somebody@example.org\r\nBcc: eve@evil.test"],
    ["half a surrogate pair", "some\udfffbody@example.org"],
    ["no @", "somebody"],
    ["two of them", "a@b@example.org"],
    ["a name around it", "A person <somebody@example.org>"],
    ["two addresses", "a@example.org, b@example.org"],
    ["no host", "somebody@"],
    ["255 characters", `${"a".repeat(243)}@example.org`],
    ["a number", 7],
    ["a list", ["somebody@example.org"]],
    ["an object", { address: "somebody@example.org" }],
    ["true", true],
  ])("%s", async (_, email) => {
    const sub = `no-address-${String(_)}`;
    expect(await signInWith({ sub, email })).toMatchObject({ error: "email_unverified", token: undefined });
    expect(await db().selectFrom("identity").select("id").where("subject", "=", sub).execute()).toEqual([]);
  });
});

test.each<[unknown, unknown]>([
  ["na\0me", "anything"],
  ["half \ud83d", "a pair"],
  ["a\r\nb", "c"],
  ["\u200b\u2066\u202e", "\u3164"],
  ["n".repeat(10_000), "long"],
  ["..", "."],
  ["@", " "],
  [7, { given: "x" }],
  [["a"], true],
])("a person whom the provider calls %j signs in all the same", async (preferred_username, name) => {
  const sub = `named-${JSON.stringify(preferred_username).slice(0, 40)}`;
  const email = `named-${Buffer.from(sub).toString("hex").slice(0, 50)}@example.org`;
  const { token } = await signInWith({ sub, email, preferred_username, name, picture: { url: "\0" } });
  const { username } = await whoIs(app, token);
  expect([usernameError(username), username.length <= 64]).toEqual([undefined, true]);
});

describe("OA-16 a provider's failure ends on our own words:", () => {
  test.each([
    ["access_denied", "access_denied"],
    ["server_error", "provider_failed"],
    ["<script>alert(1)</script>", "provider_failed"],
    ["", "provider_failed"],
    ["e".repeat(100_000), "provider_failed"],
  ])("an error that is %#, and no text of it", async (error, code) => {
    const started = await begin(app);
    const before = provider.asked.length;
    const ended = await back(started, { error, error_description: "a\r\nset-cookie: x=y \u{e9}\u{10a}" });
    expect(ended).toMatchObject({
      status: 303,
      location: `http://localhost:8787/?oauth_error=${code}`,
      token: undefined,
    });
    expect(ended.setCookies).toHaveLength(1);
    expect(provider.asked.slice(before)).toEqual([]);
  });

  test("error=<script> of a sign-in that was not begun", async () => {
    const ended = await returnFromProvider(app, callbackPath({ error: "<script>alert(1)</script>" }));
    expect(ended).toMatchObject({ status: 400, error: "state_invalid" });
    expect(ended.body).not.toContain("script");
  });

  const big = Buffer.alloc(20 * 1024 * 1024, 32);
  test.each<[string, ScriptedProvider["answerToken"]]>([
    ["400", (response) => json(response, { error: "invalid_grant", error_description: "<b>" }, 400)],
    ["500", (response) => json(response, {}, 500)],
    ["HTML", (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>hi</h1>")],
    ["nothing", (response) => void response.writeHead(200, { "content-type": "application/json" }).end()],
    ["no object", (response) => json(response, ["a"])],
    ["half of it", (response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"a":')],
    ["20 MiB", (response) => void response.writeHead(200, { "content-type": "application/json" }).end(big)],
    ["a broken connection", (response) => void response.destroy()],
    ["a redirect", (response) => void response.writeHead(302, { location: `${provider.issuer}/internal` }).end()],
  ])("the token endpoint answers %s", async (_, answerToken) => {
    const started = await begin(app);
    provider.answerToken = answerToken;
    expect(await back(started)).toMatchObject({ status: 303, error: "provider_failed", token: undefined });
    expect(provider.asked).not.toContain("/internal");
  });

  test("the token endpoint never answers", { timeout: 12_000 }, async () => {
    const started = await begin(app);
    provider.answerToken = () => {};
    const startedAt = performance.now();
    expect(await back(started)).toMatchObject({ status: 303, error: "provider_failed", token: undefined });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("userinfo describes another subject", async () => {
    const about = { sub: "another", email: "another@example.org", email_verified: true };
    provider.answerUserinfo = (response) => json(response, about);
    expect(await signInWith({ email: undefined })).toMatchObject(refused);
    provider.answerUserinfo = (response) => json(response, { ...about, sub: "somebody" });
    expect(await whoIs(app, (await signInWith({ email: undefined })).token)).toMatchObject({ email: about.email });
  });

  test("nothing that a provider or a browser sent is in the log", () => {
    const text = JSON.stringify(app.logLines);
    for (const secret of [clientSecret, "a-code", "<script>"]) expect(text).not.toContain(secret);
    expect(app.logLines.filter(({ event }) => event === "request.failed")).toEqual([]);
  });
});

describe("a provider that is not who it says it is starts nothing:", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["another issuer", { issuer: "https://evil.test" }],
    ["an endpoint without HTTPS elsewhere", { token_endpoint: "http://192.0.2.1/token" }],
    ["an endpoint that is none", { jwks_uri: 7 }],
  ])("%s", async (_, discovery) => {
    const other = await startScriptedProvider(discovery);
    const misled = await startTestApp(other.environment, undefined, { database: app.database });
    const { status, body } = await misled.rest("POST", "/oauth/start", { body: { provider: "oidc" } });
    expect([status, body.code]).toEqual([503, "provider_unavailable"]);
    await other.stop();
  });
});
