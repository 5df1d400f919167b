import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { type HonoEnv, respond } from "../../http/hono.ts";
import type { HttpPolicy } from "../../http/open-call.ts";
import { createResponse } from "../../http/response.ts";
import type { Services, Viewer } from "../../procedures/index.ts";
import { type Html, pageResponse, withProblemResponse } from "../pages/page.ts";
import { personOf } from "../pages/signed-in-user.ts";

/** Dependencies of the sign-in pages; injected by app.ts, since they belong to features. */
export interface SignInPages {
  readonly describeSignIn: (
    services: Services,
    returnTo: string | undefined,
  ) => {
    readonly returnTo: string | null;
    readonly providers: readonly { readonly name: string; readonly label: string }[];
  };
  readonly readAuthorization: (services: Services, parameters: URLSearchParams) => Authorization;
}

type Authorization =
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "redirect"; readonly location: string }
  | {
      readonly kind: "consent";
      readonly appName: string;
      readonly request: Readonly<Record<"clientId" | "redirectUri" | "codeChallenge", string>> & {
        readonly state?: string | undefined;
      };
      readonly denialUrl: string;
      readonly path: string;
    };

export const signInPath = "/sign-in";

const script = "sign-in.js";

/** Texts for the `oauth_error` codes of an identity provider's callback. */
const providerErrors: Readonly<Record<string, string>> = {
  access_denied: "You said no at the provider.",
  sign_in_to_link: "There is an account with this address: sign in to it, then link the provider.",
  email_unverified: "The provider does not vouch for your e-mail address.",
  account_suspended: "This account is suspended.",
};

function noticeOf(parameters: URLSearchParams): Html | "" {
  const code = parameters.get("oauth_error");
  if (code === null) return "";
  const words = Object.hasOwn(providerErrors, code) ? providerErrors[code] : "The provider did not sign you in.";
  return html`<p class="notice bad" role="alert">${words} Try again, or choose another way.</p>`;
}

interface SignInForm {
  readonly providers: readonly { readonly name: string; readonly label: string }[];
  /** Where the browser is redirected after the sign-in. */
  readonly returnTo: string;
}

/**
 * Sign-in form: e-mail and password, a code where a second factor is required, a passkey where the browser supports
 * them, and identity providers.
 */
const signInForm = ({ providers, returnTo }: SignInForm) => html`<form id="sign-in" data-return-to="${returnTo}">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div id="second-factor" hidden>
<label for="code">Code from your authenticator, or a recovery code</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false">
</div>
<p class="error" role="alert" id="sign-in-error" hidden></p>
<div class="actions">
<button type="submit">Sign in</button>
<button type="button" class="plain" id="passkey" hidden>Use a passkey</button>
</div>
<p class="quiet"><a href="/account/forgot">Forgot your password?</a></p>
</form>
${
  providers.length === 0
    ? ""
    : html`<div class="actions" id="providers" data-return-to="${returnTo}">
${providers.map(({ name, label }) => html`<button type="button" class="plain" data-provider="${name}">Continue with ${label}</button>`)}
</div>
<p class="error" role="alert" id="provider-error" hidden></p>`
}
<noscript><p class="notice bad">Signing in needs JavaScript.</p></noscript>`;

const signedInAs = ({ username }: Viewer) => html`Signed in as <strong>${username}</strong>.`;

const otherAccount = html`<button type="button" class="plain" id="sign-out">Use another account</button>`;

async function showSignIn(
  c: Context<HonoEnv>,
  httpPolicy: HttpPolicy,
  { describeSignIn }: SignInPages,
): Promise<Response> {
  const parameters = new URL(c.req.url).searchParams;
  const { returnTo, providers } = describeSignIn(c.get("exchange").services, parameters.get("returnTo") ?? undefined);
  const person = await personOf(c, httpPolicy);
  const landing = returnTo ?? signInPath;
  if (person === null)
    return pageResponse(c, 200, {
      title: "Sign in",
      main: html`<h1>Sign in</h1>${noticeOf(parameters)}${signInForm({ providers, returnTo: landing })}`,
      script,
    });
  const onwards = returnTo === null ? "" : html`<a class="button" href="${returnTo}">Continue</a>`;
  return pageResponse(c, 200, {
    title: "Signed in",
    main: html`<h1>You are in.</h1>
<p class="lead">${signedInAs(person)}</p>${noticeOf(parameters)}
<div class="actions">${onwards}${otherAccount}</div>`,
    script,
  });
}

const refusedPage = (c: Context<HonoEnv>, reason: string) =>
  pageResponse(c, 400, {
    title: "The app cannot sign in",
    main: html`<h1>The app cannot sign in.</h1>
<p class="lead">What it asked for is not in order, so nothing was sent to it.</p>
<p class="notice bad">${reason}</p>
<p>Go back to the app. If this comes again, its makers need to know what is written here.</p>`,
  });

type ConsentRequest = Extract<Authorization, { readonly kind: "consent" }>;

/**
 * Consent page: names the app and the account. An authorization code is issued only after the user presses the button.
 */
const consent = ({ appName, request, denialUrl }: ConsentRequest, person: Viewer) => html`<h1>Let ${appName} in?</h1>
<p class="lead"><strong>${appName}</strong> wants to act as <strong>${person.username}</strong>: to read and do all that you can.</p>
<p class="quiet">It goes on at <code>${request.redirectUri}</code>. You can end it at any time in your list of sessions.</p>
<form id="consent">
${Object.entries(request).map(([name, value]) => (value === undefined ? "" : html`<input type="hidden" name="${name}" value="${value}">`))}
<p class="error" role="alert" id="consent-error" hidden></p>
<div class="actions">
<button type="submit">Let it in</button>
<a class="button plain" href="${denialUrl}">No</a>
${otherAccount}
</div>
</form>
<p class="notice good" id="done" role="status" hidden>Done. <a id="back">Go back to ${appName}</a> if that did not happen by itself.</p>
<noscript><p class="notice bad">Letting an app in needs JavaScript.</p></noscript>`;

async function authorize(c: Context<HonoEnv>, httpPolicy: HttpPolicy, pages: SignInPages): Promise<Response> {
  const parameters = new URL(c.req.url).searchParams;
  const authorization = pages.readAuthorization(c.get("exchange").services, parameters);
  if (authorization.kind === "invalid") {
    c.get("exchange").record.error ??= "authorization_refused";
    return refusedPage(c, authorization.reason);
  }
  if (authorization.kind === "redirect")
    return respond(c, createResponse(c.get("exchange"), 303, null, { location: authorization.location }));
  const person = await personOf(c, httpPolicy);
  if (person !== null)
    return pageResponse(c, 200, {
      title: `Let ${authorization.appName} in?`,
      main: consent(authorization, person),
      script,
    });
  const { providers } = pages.describeSignIn(c.get("exchange").services, undefined);
  return pageResponse(c, 200, {
    title: `Sign in to ${authorization.appName}`,
    main: html`<h1>Sign in to ${authorization.appName}</h1>${noticeOf(parameters)}${signInForm({ providers, returnTo: authorization.path })}`,
    script,
  });
}

/** Creates `/sign-in` and the authorization endpoint `/oauth/authorize` (RFC 6749, section 3.1). */
export function createSignInPages(httpPolicy: HttpPolicy, pages: SignInPages): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get(signInPath, (c) => withProblemResponse(c, () => showSignIn(c, httpPolicy, pages)));
  app.get("/oauth/authorize", (c) => withProblemResponse(c, () => authorize(c, httpPolicy, pages)));
  return app;
}
