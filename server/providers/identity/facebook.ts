import { IdentityProviderError } from "./errors.ts";
import { fetchFields } from "./fetch.ts";
import {
  accessTokenOf,
  authorizationUrlOf,
  type ClientCredentials,
  checkIssuer,
  exchangeCode,
  type IdentityProvider,
  textOf,
} from "./provider.ts";

const site = "https://www.facebook.com";
const graph = "https://graph.facebook.com/v23.0";

/**
 * Facebook: https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow. It never reports an
 * address as verified, so it signs in only to linked accounts and creates none.
 */
export const facebook = (credentials: ClientCredentials): IdentityProvider => ({
  authorizationUrl: async (request) =>
    authorizationUrlOf(`${site}/v23.0/dialog/oauth`, credentials.clientId, request, ["email", "public_profile"]),
  identify: async (response, signal) => {
    checkIssuer(response.iss, site);
    const tokens = await exchangeCode(`${graph}/oauth/access_token`, credentials, response, signal);
    const headers = { authorization: `Bearer ${accessTokenOf(tokens)}` };
    const user = await fetchFields(`${graph}/me?fields=id,name,email`, signal, { headers });
    const subject = textOf(user, "id");
    if (subject === null) throw new IdentityProviderError("answer_invalid", "the user has no id");
    return { issuer: site, subject, email: textOf(user, "email"), isEmailVerified: false, name: textOf(user, "name") };
  },
});
