import { openSession } from "../../accounts/owner.ts";
import { enrolOwner, password } from "../../factors/owner.ts";
import { begin, openCookie, queryOf } from "../../native/app-client.ts";
import { publicOrigin } from "../../support/app.ts";
import { enrol } from "../../support/people.ts";
import type { Documented } from "./call.ts";
import { article } from "./publishing.ts";

/** Lists and ends sessions and API keys, until none is left. */
export async function holdSessions({ app, call }: Documented): Promise<void> {
  const owner = await enrolOwner(app);
  const { token } = owner;
  await openSession(app, owner);
  await call("sessions.current", 200, { token });
  const { sessions } = (await call("sessions.list", 200, { token })).body;
  const { id } = sessions.find(({ current }: { current: boolean }) => !current);
  await call("sessions.revoke", 204, { token, path: { id } });
  const renewed = (await call("sessions.reauthenticate", 200, { token, body: { password } })).body.token;

  const asked = { name: "Import", scopes: ["feed:read"] };
  const { key, apiKey } = (await call("apiKeys.create", 201, { token: renewed, body: asked })).body;
  await call("apiKeys.list", 200, { token: renewed });
  await call("articles.publish", 403, { token: key, body: { article } });
  await call("apiKeys.revoke", 204, { token: renewed, path: { id: apiKey.id } });

  const { refreshToken } = (await call("sessions.openApp", 200, { token: renewed })).body;
  const { accessToken } = (await call("sessions.refresh", 200, { body: { refreshToken } })).body;
  await call("sessions.logoutOthers", 204, { token: accessToken });
  await call("sessions.logout", 204, { token: accessToken });
  await call("sessions.logoutEverywhere", 204, { token: await openSession(app, owner) });
}

/** Authorizes an app and signs it out. */
export async function letAppIn({ app, call }: Documented): Promise<void> {
  const { clientId, redirectUri, state, challenge: codeChallenge, verifier: codeVerifier } = begin();
  const headers = { cookie: await openCookie(app, (await enrol(app)).id), origin: publicOrigin };
  const asked = { clientId, redirectUri, state, codeChallenge };
  const { url } = (await call("apps.approve", 200, { headers, body: asked })).body;
  await call("apps.approve", 400, { headers, body: { ...asked, redirectUri: "https://evil.test" } });
  const shown = { clientId, redirectUri, code: queryOf(url).code, codeVerifier };
  const { accessToken } = (await call("apps.redeem", 200, { body: shown })).body;
  await call("serviceTokens.create", 201, { token: accessToken, body: { audience: "https://search.example.com" } });
  await call("apps.revoke", 204, { body: { clientId, token: accessToken } });
  await call("apps.redeem", 400, { body: shown });
}

/** Links a provider account and unlinks another. */
export async function linkProviders({ app, call }: Documented): Promise<void> {
  const { id: account_id, token } = await enrolOwner(app);
  const linked = { issuer: "https://github.com", provider: "github", subject: "1", email: null, account_id };
  await app.database.db.insertInto("identity").values(linked).execute();
  await call("oauth.providers", 200);
  await call("oauth.start", 200, { body: { provider: "github", returnTo: "/welcome" } });
  await call("oauth.link", 200, { token, body: { provider: "github" } });
  const [identity] = (await call("oauth.identities", 200, { token })).body.identities;
  await call("oauth.unlink", 204, { token, path: { id: identity.id } });
  await call("oauth.unlink", 404, { token, path: { id: identity.id } });
}
