import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { publicOrigin } from "../support/app.ts";

/** A user of the provider. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

/** A real OpenID provider on a loopback port. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Client settings of our service. */
  readonly environment: Readonly<Record<string, string>>;
  /** The user who signs in next. */
  signedIn: ProviderAccount;
  /** Number of token requests. */
  tokenRequests: number;
  readonly stop: () => Promise<void>;
}

const clientId = "dovetail";
const clientSecret = "a secret & more: 100%";
/** Differences from a provider that redirects back to {@link publicOrigin} at once. */
interface ProviderOptions {
  /** Our service's origin. */
  readonly origin?: string;
  /** Whether it shows a login page for a browser instead of signing in at once. */
  readonly asks?: boolean;
}

const signInPage = `<!doctype html>
<title>House</title>
<link rel="icon" href="data:,">
<form action="/sign-in">
<button name="answer" value="yes">Sign in at House</button>
<button name="answer" value="no">Cancel</button>
</form>`;

const configurationFor = (origin: string, accountOf: () => ProviderAccount) => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${origin}/oauth/oidc/callback`],
      grant_types: ["authorization_code"],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["tests only"] },
  jwks: {
    keys: [{ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), use: "sig" }],
  },
  features: { devInteractions: { enabled: false } },
  interactions: { url: () => "/sign-in" },
  findAccount: () => ({ accountId: accountOf().sub, claims: accountOf }),
  // Consent is skipped.
  loadExistingGrant: async ({ oidc }: { oidc: { provider: Provider; client: object } }) => {
    const grant = new oidc.provider.Grant({ clientId, accountId: accountOf().sub });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

/** Starts the provider. It signs every browser in as `signedIn` and redirects back. */
export async function startIdentityProvider(
  signedIn: ProviderAccount,
  { origin = publicOrigin, asks = false }: ProviderOptions = {},
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  const started: IdentityProvider = {
    issuer,
    environment: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    signedIn,
    tokenRequests: 0,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  const provider = new Provider(
    issuer,
    configurationFor(origin, () => started.signedIn),
  );
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/token")) started.tokenRequests++;
    if (!request.url?.startsWith("/sign-in")) return answer(request, response);
    if (asks && request.url === "/sign-in") return response.setHeader("content-type", "text/html").end(signInPage);
    const isDenied = request.url.endsWith("?answer=no");
    const outcome = isDenied ? { error: "access_denied" } : { login: { accountId: started.signedIn.sub } };
    return provider.interactionFinished(request, response, outcome);
  });
  return started;
}

/**
 * Follows the provider's redirects.
 * @returns the callback URL.
 */
export async function passThrough(url: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = url;
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next).href;
    if (next.startsWith(publicOrigin)) return new URL(next);
  }
  throw new Error("the provider sends in circles");
}
