import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from "node:crypto";
import { decodeJwt, decodeProtectedHeader, type JWTVerifyGetKey } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keysOf, verifyServiceToken } from "../../docs/examples/verify-service-token.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { serveTestApp, type TestServer } from "../support/http.ts";
import { enrol, type Person } from "../support/people.ts";

const audience = "https://search.example.com";
const secrets = { old: Buffer.alloc(32, 7), now: Buffer.alloc(32, 8), next: Buffer.alloc(32, 9) };
const settingOf = (...names: readonly (keyof typeof secrets)[]) =>
  names.map((name) => `${name}:${secrets[name].toString("base64")}`).join(",");

let app: TestApp;
let server: TestServer;
let keys: JWTVerifyGetKey;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp({ JWT_KEYS: settingOf("now", "old", "next") });
  server = await serveTestApp(app);
  keys = keysOf(server.url);
  ada = await enrol(app);
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

const create = (token: string, of: TestApp = app) => of.rest("POST", "/service-tokens", { token, body: { audience } });
const tokenOf = async (credential: string) => String((await create(credential)).body.token);
const verify = (token: string, more: { audience?: string; keys?: JWTVerifyGetKey } = {}) =>
  verifyServiceToken(token, { issuer: publicOrigin, audience, keys, ...more });

async function keyWith(...scopes: readonly string[]) {
  const { body } = await app.rest("POST", "/api-keys", { token: ada.token, body: { name: "k", scopes } });
  return body as { readonly key: string; readonly apiKey: { readonly id: string } };
}

describe("a token for another service", () => {
  test("is issued for a session, valid for five minutes and only for that service", async () => {
    const { status, body } = await create(ada.token);
    expect([status, body]).toEqual([201, { token: expect.any(String), expiresInSeconds: 300 }]);
    expect(await verify(body.token)).toEqual({ accountId: String(ada.id), scopes: null, roles: ["member"] });
    expect(await verify(body.token, { audience: "https://mail.example.com" })).toBeNull();
    expect(decodeProtectedHeader(body.token)).toEqual({ alg: "ES256", typ: "at+jwt", kid: "now" });
    const { iat = 0, exp = 0, ...claims } = decodeJwt(body.token);
    expect(exp - iat).toBe(300);
    expect(claims).toEqual({
      iss: publicOrigin,
      sub: String(ada.id),
      aud: audience,
      jti: expect.stringMatching(/^[\w-]{36}$/),
      client_id: ada.token.split(".")[0],
      roles: ["member"],
    });
  });

  test("is taken for an app's access token", async () => {
    const bob = await enrol(app);
    const { accessToken } = (await app.rest("POST", "/sessions/app", { token: bob.token })).body;
    expect(await verify(await tokenOf(accessToken))).toMatchObject({ accountId: String(bob.id) });
  });

  test("is taken for an API key that holds the scope, and passes on its scopes and no role", async () => {
    const { key, apiKey } = await keyWith("feed:read", "tokens:create");
    const token = await tokenOf(key);
    expect(await verify(token)).toEqual({
      accountId: String(ada.id),
      scopes: expect.arrayContaining(["feed:read", "tokens:create"]),
      roles: [],
    });
    expect(decodeJwt(token).client_id).toBe(apiKey.id);
    expect((await create((await keyWith("feed:read")).key)).body.code).toBe("out_of_scope");
  });

  test("is put on record by its id, and kept nowhere", async () => {
    const token = await tokenOf(ada.token);
    const rows = await app.database.db.selectFrom("audit").selectAll().where("account_id", "=", ada.id).execute();
    const tokenId = decodeJwt(token).jti;
    expect(rows).toContainEqual(
      expect.objectContaining({ action: "service_token.issued", details: { audience, tokenId } }),
    );
    expect(JSON.stringify([rows, app.logLines])).not.toContain(token.split(".")[2]);
  });

  test.each(["", "a b", "https://x.example.com\r\nx", "x".repeat(201), "\u{10a}"])(
    "is not made for an audience of %j",
    async (wrong) => {
      const { status } = await app.rest("POST", "/service-tokens", { token: ada.token, body: { audience: wrong } });
      expect(status).toBe(422);
    },
  );

  test("is not made where no key is configured, with an error that says so", async () => {
    const bare = await startTestApp();
    try {
      const { token } = await enrol(bare);
      const { status, body } = await create(token, bare);
      expect([status, body.code]).toEqual([404, "no_signing_key"]);
      expect(await (await bare.fetch("/.well-known/jwks.json")).json()).toEqual({ keys: [] });
      const metadata = await (await bare.fetch("/.well-known/oauth-authorization-server")).json();
      expect(Object.keys(metadata)).not.toContain("jwks_uri");
    } finally {
      await bare.stop();
    }
  });
});

describe("the keys", () => {
  test("are published without their private half, and may be kept for a while", async () => {
    const response = await app.fetch("/.well-known/jwks.json");
    const { keys: published } = await response.json();
    expect(published.map(({ kid }: { kid: string }) => kid)).toEqual(["now", "old", "next"]);
    for (const key of published) expect(Object.keys(key).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    const asked = await app.fetch("/.well-known/jwks.json", { headers: { authorization: `Bearer ${ada.token}` } });
    expect(asked.headers.get("cache-control")).toBe("no-store");
  });

  test("rotate by overlap: what was published before it signed is trusted when it does, and the old one still", async () => {
    const before = await tokenOf(ada.token);
    const later = await startTestApp({ JWT_KEYS: settingOf("next", "now") });
    try {
      const bob = await enrol(later);
      const after = String((await create(bob.token, later)).body.token);
      expect(decodeProtectedHeader(after).kid).toBe("next");
      // One service fetched the keys before the change, one after it.
      expect(await verify(after)).toMatchObject({ accountId: String(bob.id) });
      const served = await serveTestApp(later);
      expect(await verify(before, { keys: keysOf(served.url) })).toMatchObject({ accountId: String(ada.id) });
      await served.stop();
    } finally {
      await later.stop();
    }
  });

  test("that cannot be fetched make no token bad", async () => {
    const token = await tokenOf(ada.token);
    await expect(verify(token, { keys: keysOf("http://127.0.0.1:9") })).rejects.toThrow();
  });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const nowSeconds = () => Math.floor(Date.now() / 1000);
const header = { alg: "ES256", typ: "at+jwt", kid: "now" };
const claims = () => ({
  iss: publicOrigin,
  sub: String(ada.id),
  aud: audience,
  iat: nowSeconds(),
  exp: nowSeconds() + 300,
  jti: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
  client_id: "x",
  roles: ["admin"],
});

/** The signing key, from its published half and the setting. */
async function ownKey(): Promise<KeyObject> {
  const { keys: published } = await (await app.fetch("/.well-known/jwks.json")).json();
  const jwk = published.find(({ kid }: { kid: string }) => kid === "now");
  return createPrivateKey({ key: { ...jwk, d: secrets.now.toString("base64url") }, format: "jwk" });
}

type Sign = (text: string) => Uint8Array;
const by =
  (key: KeyObject, hash: string | null = "sha256"): Sign =>
  (text) =>
    signBytes(hash, Buffer.from(text), key.asymmetricKeyType === "ec" ? { key, dsaEncoding: "ieee-p1363" } : key);
const byHmac =
  (secret: string | Buffer): Sign =>
  (text) =>
    createHmac("sha256", secret).update(text).digest();

function forge(sign: Sign, changes: { readonly header?: object; readonly claims?: object } = {}): string {
  const text = `${encode({ ...header, ...changes.header })}.${encode({ ...claims(), ...changes.claims })}`;
  return `${text}.${Buffer.from(sign(text)).toString("base64url")}`;
}

/** Other services reject it, and this service accepts no such token at all. */
async function refuse(token: string): Promise<void> {
  expect(await verify(token)).toBeNull();
  expect((await app.rest("GET", "/user", { token })).status).toBe(401);
}

test("a token that is whole is taken by the other service, and opens nothing here", async () => {
  const token = forge(by(await ownKey()));
  expect(await verify(token)).toMatchObject({ roles: ["admin"] });
  for (const one of [token, await tokenOf(ada.token)]) {
    expect((await app.rest("GET", "/user", { token: one })).status).toBe(401);
    expect((await app.rest("GET", "/user", { headers: { cookie: `__Host-dovetail=${one}` } })).status).toBe(401);
  }
});

describe("JW-01 a bad signature", () => {
  test.each(["none", "None", "NONE", "nOnE"])("JW-01 alg %s", async (alg) => {
    const text = `${encode({ ...header, alg })}.${encode(claims())}`;
    for (const token of [`${text}.`, text, `${text}.AAAA`]) await refuse(token);
  });

  test("JW-01 a payload that was changed, a signature cut short, and another token's", async () => {
    const [one, another] = [await tokenOf(ada.token), await tokenOf(ada.token)];
    const [head, , signature = ""] = one.split(".");
    await refuse(`${head}.${encode({ ...claims(), sub: "1" })}.${signature}`);
    await refuse(one.slice(0, -2));
    await refuse(`${one.slice(0, one.lastIndexOf("."))}.`);
    await refuse(`${one.slice(0, one.lastIndexOf("."))}.${another.split(".")[2]}`);
    await refuse(`${one.slice(0, one.lastIndexOf("."))}.${"A".repeat(86)}`);
  });

  test("JW-01 an unknown key under a known name, and a known key under an unknown one", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await refuse(forge(by(privateKey)));
    await refuse(forge(by(await ownKey()), { header: { kid: "nobody" } }));
    const jwk = createPublicKey(privateKey).export({ format: "jwk" });
    await refuse(forge(by(privateKey), { header: { kid: undefined, jwk } }));
    await refuse(forge(by(privateKey), { header: { jku: "https://evil.test/keys" } }));
  });
});

describe("JW-02 confused keys", () => {
  test("JW-02 a published key taken for a shared secret", async () => {
    const key = createPublicKey(await ownKey());
    const { keys: published } = await (await app.fetch("/.well-known/jwks.json")).json();
    const pem = String(key.export({ format: "pem", type: "spki" }));
    const der = key.export({ format: "der", type: "spki" });
    const jwk = JSON.stringify(published[0]);
    const newline = Buffer.from("\n");
    const guesses = [pem, pem.trim(), der, Buffer.concat([der, newline]), jwk, `${jwk}\n`];
    for (const secret of [...guesses, published[0].x, secrets.now, ""])
      await refuse(forge(byHmac(secret), { header: { alg: "HS256" } }));
  });

  test("JW-02 other algorithms, and ours with another kind of key", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const edwards = generateKeyPairSync("ed25519").privateKey;
    const larger = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
    for (const [sign, alg] of [
      [by(rsa), "RS256"],
      [by(rsa), "ES256"],
      [by(edwards, null), "EdDSA"],
      [by(edwards, null), "ES256"],
      [by(larger, "sha384"), "ES384"],
      [by(larger), "ES256"],
      [by(await ownKey(), "sha384"), "ES384"],
      [by(await ownKey()), "RS256"],
      [by(await ownKey()), "es256"],
    ] as const)
      await refuse(forge(sign, { header: { alg } }));
  });
});

describe("JW-03 claims", () => {
  test.each<[string, () => object]>([
    ["an expired one", () => ({ iat: nowSeconds() - 600, exp: nowSeconds() - 300 })],
    ["nbf in the future", () => ({ nbf: nowSeconds() + 60 })],
    ["iat in the future", () => ({ iat: nowSeconds() + 60, exp: nowSeconds() + 360 })],
    ["no exp", () => ({ exp: undefined })],
    ["no iat", () => ({ iat: undefined })],
    ["exp as text", () => ({ exp: String(nowSeconds() + 300) })],
    ["exp of 1e20", () => ({ exp: 1e20 })],
    ["exp below zero", () => ({ exp: -1 })],
    ["another audience", () => ({ aud: "https://mail.example.com" })],
    ["audiences without ours", () => ({ aud: ["https://mail.example.com", `${audience}/x`] })],
    ["no audience", () => ({ aud: undefined })],
    ["another issuer", () => ({ iss: "https://evil.test" })],
    ["no issuer", () => ({ iss: undefined })],
    ["no subject", () => ({ sub: undefined })],
    ["an empty subject", () => ({ sub: "" })],
    ["a number for a subject", () => ({ sub: 1 })],
  ])("JW-03 %s", async (_, changes) => {
    await refuse(forge(by(await ownKey()), { claims: changes() }));
  });

  test.each(["JWT", "id+jwt", "logout+jwt", undefined])("JW-03 typ %s, as an ID token has", async (typ) => {
    await refuse(forge(by(await ownKey()), { header: { typ }, claims: { nonce: "n" } }));
  });

  test("JW-03 a text that is not a token", async () => {
    for (const token of ["", ".", "..", "a.b.c", `${encode([])}.${encode([])}.AAAA`, "x".repeat(5000)])
      await refuse(token);
  });
});
