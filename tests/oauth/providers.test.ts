import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { begin } from "./journey.ts";

const names = ["google", "apple", "microsoft", "github", "facebook"] as const;
const hosts = {
  google: "accounts.google.com",
  apple: "appleid.apple.com",
  microsoft: "login.microsoftonline.com",
  github: "github.com",
  facebook: "www.facebook.com",
};

let app: TestApp;
beforeAll(async () => {
  const clients = ["GOOGLE", "MICROSOFT", "GITHUB", "FACEBOOK"].flatMap((prefix) => [
    [`${prefix}_CLIENT_ID`, `${prefix} id`],
    [`${prefix}_CLIENT_SECRET`, "s3cret"],
  ]);
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  app = await startTestApp({
    ...Object.fromEntries(clients),
    APPLE_CLIENT_ID: "APPLE id",
    APPLE_TEAM_ID: "team",
    APPLE_KEY_ID: "key",
    APPLE_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString().replaceAll("\n", "\\n"),
  });
});
afterAll(() => app.stop());

test("all that are configured are offered", async () => {
  const { body } = await app.rest("GET", "/oauth/providers");
  expect(body.providers.map(({ name }: { name: string }) => name)).toEqual(names);
});

test.each(names)("OA-03 %s is sent a state and an S256 challenge, and no secret", async (provider) => {
  const { url, state } = await begin(app, { provider });
  expect([url.protocol, url.hostname]).toEqual(["https:", hosts[provider]]);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    client_id: `${provider.toUpperCase()} id`,
    redirect_uri: `${publicOrigin}/oauth/${provider}/callback`,
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(state).not.toBe("");
  expect(url.href).not.toContain("s3cret");
  expect(url.searchParams.get("response_mode")).toBe(provider === "apple" ? "form_post" : null);
  // OpenID providers bind the ID token to this sign-in by the nonce.
  expect(url.searchParams.has("nonce")).toBe(["google", "apple", "microsoft"].includes(provider));
});
