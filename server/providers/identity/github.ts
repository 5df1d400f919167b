import { IdentityProviderError } from "./errors.ts";
import { type Fields, fetchFields, fetchJson } from "./fetch.ts";
import {
  accessTokenOf,
  authorizationUrlOf,
  type ClientCredentials,
  checkIssuer,
  exchangeCode,
  type IdentityProvider,
  textOf,
} from "./provider.ts";

const site = "https://github.com";
const api = "https://api.github.com";

const isPrimary = (entry: unknown): entry is Fields => Object(entry).primary === true;

/**
 * GitHub: https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps. It is not an OpenID
 * provider, so the profile comes from its REST API.
 */
export const github = (credentials: ClientCredentials): IdentityProvider => ({
  authorizationUrl: async (request) =>
    authorizationUrlOf(`${site}/login/oauth/authorize`, credentials.clientId, request, ["read:user", "user:email"]),
  identify: async (response, signal) => {
    checkIssuer(response.iss, `${site}/login/oauth`);
    const tokens = await exchangeCode(`${site}/login/oauth/access_token`, credentials, response, signal);
    const headers = { authorization: `Bearer ${accessTokenOf(tokens)}`, accept: "application/vnd.github+json" };
    const [user, list] = await Promise.all([
      fetchFields(`${api}/user`, signal, { headers }),
      fetchJson(`${api}/user/emails`, signal, { headers }),
    ]);
    if (!Number.isSafeInteger(user.id)) throw new IdentityProviderError("answer_invalid", "the user has no id");
    const primary = Array.isArray(list) ? list.find(isPrimary) : undefined;
    return {
      issuer: site,
      subject: String(user.id),
      email: primary === undefined ? null : textOf(primary, "email"),
      isEmailVerified: primary?.verified === true,
      name: textOf(user, "login"),
    };
  },
});
