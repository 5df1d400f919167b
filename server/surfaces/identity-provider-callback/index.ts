import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { mediaType, readBody } from "../../http/body.ts";
import { signInCookieName, signInSecretIn } from "../../http/cookies.ts";
import { admit, type Guards } from "../../http/guards.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { type HttpPolicy, openCall } from "../../http/open-call.ts";
import { createResponse } from "../../http/response.ts";
import type { Call, Services } from "../../procedures/index.ts";
import { pageResponse, withProblemResponse } from "../pages/page.ts";

/** Parameters of an identity provider's callback. */
interface Callback {
  readonly provider: string;
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  /** Issuer (RFC 9207). */
  readonly iss: string | undefined;
  /** The secret in the cookie of this sign-in. */
  readonly secret: string | undefined;
}

/** Completes a sign-in; injected by app.ts, since it belongs to a feature. Errors are codes of a fixed catalogue. */
export type FinishSignIn = (
  services: Services,
  call: Call,
  callback: Callback,
) => Promise<{
  readonly location: string | null;
  readonly error: string | null;
  readonly reason: string | null;
  readonly token: string | null;
}>;

export interface CallbackOptions {
  readonly httpPolicy: HttpPolicy;
  readonly finishSignIn: FinishSignIn;
  /** Page where users start the sign-in again. */
  readonly startPath: string;
}

const maxLocationLength = 8192;
/** Parameters of the form that the redirect keeps. */
const forwardedParameters = ["state", "code", "error", "iss"] as const;

const explanations: Readonly<Record<string, string>> = {
  state_invalid: "It was begun in another browser, has been used already, or took more than ten minutes.",
  answer_invalid: "What the provider sent could not be read.",
};

/** The error page. Its link starts the sign-in again, since the callback does not reveal where the sign-in began. */
const failurePage = (c: Context<HonoEnv>, code: keyof typeof explanations, { startPath }: CallbackOptions) =>
  pageResponse(c, 400, {
    title: "Sign-in failed",
    main: html`<h1>Sign-in failed</h1>
<p class="lead">${explanations[code]} Nothing has changed here.</p>
<div class="actions"><a class="button" href="${startPath}">Start again</a></div>
<p class="quiet">You can also go back to where you came from and try again there. <code>${code}</code></p>`,
  });

/** The value of a parameter that occurs exactly once; a duplicate counts as absent (RFC 6749, section 3.1). */
function singleValue(parameters: URLSearchParams, name: string): string | undefined {
  const [value, another] = parameters.getAll(name);
  return another === undefined ? value : undefined;
}

/** No origin check, since the provider's site posts the form, which its state authenticates; a page explains other media types. */
const guards: Guards = { origins: null, checkMediaType: () => {}, refusedConditions: [] };

async function finish(c: Context<HonoEnv>, options: CallbackOptions): Promise<Response> {
  const exchange = admit(c.get("exchange"), guards);
  const call = openCall(exchange, options.httpPolicy);
  const parameters = new URL(c.req.url).searchParams;
  const state = singleValue(parameters, "state");
  const secret = state === undefined ? undefined : signInSecretIn(c.req.header("cookie"), state);
  const { location, error, reason, token } = await options.finishSignIn(exchange.services, call, {
    provider: c.req.param("provider") ?? "",
    state,
    code: singleValue(parameters, "code"),
    // Duplicates included: a callback with any error is not a successful sign-in.
    error: parameters.getAll("error")[0],
    iss: singleValue(parameters, "iss"),
    secret,
  });
  exchange.record.error ??= error === null ? null : `${error}: ${reason}`;
  // Deletes the cookie of this sign-in only; those of other tabs stay.
  if (state !== undefined && secret !== undefined)
    exchange.signInCookies = [{ name: signInCookieName(state), value: null }];
  if (token !== null) exchange.cookie = token;
  return location === null
    ? failurePage(c, "state_invalid", options)
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/**
 * Redirects the posted form to the same URL by GET. A cross-site POST carries no `SameSite=Lax` cookie, and a GET does.
 */
async function redirectByGet(c: Context<HonoEnv>, options: CallbackOptions): Promise<Response> {
  const exchange = admit(c.get("exchange"), guards);
  if (mediaType(c.req.header("content-type")) !== "application/x-www-form-urlencoded")
    return failurePage(c, "answer_invalid", options);
  const form = new URLSearchParams(await readBody(exchange.request));
  const search = new URLSearchParams();
  for (const name of forwardedParameters) for (const value of form.getAll(name).slice(0, 2)) search.append(name, value);
  const location = `/oauth/${encodeURIComponent(c.req.param("provider") ?? "")}/callback?${search}`;
  return location.length > maxLocationLength
    ? failurePage(c, "answer_invalid", options)
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/** Creates the redirect endpoint of identity providers, `/oauth/{provider}/callback`, by GET or by form post. */
export function createIdentityProviderCallback(options: CallbackOptions): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/:provider{[a-z]{1,20}}/callback", (c) => withProblemResponse(c, () => finish(c, options)));
  app.post("/:provider{[a-z]{1,20}}/callback", (c) => withProblemResponse(c, () => redirectByGet(c, options)));
  return app;
}
