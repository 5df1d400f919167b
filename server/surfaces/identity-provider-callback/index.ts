import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { mediaType, readBody } from "../../http/body.ts";
import { type HttpPolicy, openCall } from "../../http/call.ts";
import { signInCookieName, signInSecretIn } from "../../http/cookies.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import type { Call, Services } from "../../procedures/index.ts";
import { opened, pageAnswer } from "../pages/page.ts";

/** A browser on its way back from a provider. */
interface Callback {
  readonly provider: string;
  readonly state: string | undefined;
  readonly code: string | undefined;
  readonly error: string | undefined;
  readonly iss: string | undefined;
  readonly secret: string | undefined;
}

/** Finishes a sign-in; a feature's business, handed in by app.ts. Errors are codes of a fixed catalogue. */
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

/** What the callbacks of providers are made of. */
export interface OAuthSurfaceOptions {
  readonly httpPolicy: HttpPolicy;
  readonly finishSignIn: FinishSignIn;
  /** Where people begin anew. */
  readonly startPath: string;
}

const maxLocationLength = 8192;
const passedOn = ["state", "code", "error", "iss"] as const;

const reasons: Readonly<Record<string, string>> = {
  state_invalid: "It was begun in another browser, has been used already, or took more than ten minutes.",
  answer_invalid: "What the provider sent could not be read.",
};

/** A page that leads on, since nothing tells where the browser came from. */
const failed = (c: Context<HonoEnv>, code: keyof typeof reasons, { startPath }: OAuthSurfaceOptions) =>
  pageAnswer(c, 400, {
    title: "Sign-in failed",
    main: html`<h1>Sign-in failed</h1>
<p class="lead">${reasons[code]} Nothing has changed here.</p>
<div class="actions"><a class="button" href="${startPath}">Start again</a></div>
<p class="quiet">You can also go back to where you came from and try again there. <code>${code}</code></p>`,
  });

/** A parameter that is there once; twice is none (RFC 6749 §3.1). */
function once(parameters: URLSearchParams, name: string): string | undefined {
  const [value, another] = parameters.getAll(name);
  return another === undefined ? value : undefined;
}

async function finish(c: Context<HonoEnv>, options: OAuthSurfaceOptions): Promise<Response> {
  const exchange = c.get("exchange");
  const call = openCall(exchange, options.httpPolicy);
  const parameters = new URL(c.req.url).searchParams;
  const state = once(parameters, "state");
  const secret = state === undefined ? undefined : signInSecretIn(c.req.header("cookie"), state);
  const { location, error, reason, token } = await options.finishSignIn(exchange.services, call, {
    provider: c.req.param("provider") ?? "",
    state,
    code: once(parameters, "code"),
    // However often: a sign-in that also tells of an error is none.
    error: parameters.getAll("error")[0],
    iss: once(parameters, "iss"),
    secret,
  });
  exchange.record.error ??= error === null ? null : `${error}: ${reason}`;
  // This sign-in is over; those of other tabs go on.
  if (state !== undefined && secret !== undefined)
    exchange.signInCookies = [{ name: signInCookieName(state), value: null }];
  if (token !== null) exchange.cookie = token;
  return location === null
    ? failed(c, "state_invalid", options)
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/**
 * A form posted by another site brings no cookie that is `SameSite=Lax`: the browser is sent to the same address once
 * more, by GET, which does.
 */
async function bounce(c: Context<HonoEnv>, options: OAuthSurfaceOptions): Promise<Response> {
  const exchange = c.get("exchange");
  if (mediaType(c.req.header("content-type")) !== "application/x-www-form-urlencoded")
    return failed(c, "answer_invalid", options);
  const form = new URLSearchParams(await readBody(exchange.request));
  const search = new URLSearchParams();
  for (const name of passedOn) for (const value of form.getAll(name).slice(0, 2)) search.append(name, value);
  const location = `/oauth/${encodeURIComponent(c.req.param("provider") ?? "")}/callback?${search}`;
  return location.length > maxLocationLength
    ? failed(c, "answer_invalid", options)
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/** Where providers send browsers back to: `/oauth/{provider}/callback`, by GET or with a posted form. */
export function createIdentityProviderCallback(options: OAuthSurfaceOptions): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/:provider{[a-z]{1,20}}/callback", (c) => opened(c, () => finish(c, options)));
  app.post("/:provider{[a-z]{1,20}}/callback", (c) => opened(c, () => bounce(c, options)));
  return app;
}
