import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { mediaType } from "../../http/body.ts";
import { cookieIn, type HttpPolicy, oauthCookieName, openCall } from "../../http/call.ts";
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

const maxLocationLength = 8192;
const passedOn = ["state", "code", "error", "iss"] as const;

const failed = (c: Context<HonoEnv>, code: string) =>
  pageAnswer(c, 400, {
    title: "Sign-in failed",
    main: html`<h1>Sign-in failed</h1>
<p>Go back to where you came from and try again.</p>
<p><code>${code}</code></p>`,
  });

/** A parameter that is there once; twice is none (RFC 6749 §3.1). */
function once(parameters: URLSearchParams, name: string): string | undefined {
  const [value, another] = parameters.getAll(name);
  return another === undefined ? value : undefined;
}

async function finish(c: Context<HonoEnv>, httpPolicy: HttpPolicy, finishSignIn: FinishSignIn): Promise<Response> {
  const exchange = c.get("exchange");
  const call = openCall(exchange, httpPolicy);
  const parameters = new URL(c.req.url).searchParams;
  const { location, error, reason, token } = await finishSignIn(exchange.services, call, {
    provider: c.req.param("provider") ?? "",
    state: once(parameters, "state"),
    code: once(parameters, "code"),
    // However often: a sign-in that also tells of an error is none.
    error: parameters.getAll("error")[0],
    iss: once(parameters, "iss"),
    secret: cookieIn(c.req.header("cookie"), oauthCookieName),
  });
  exchange.record.error ??= error === null ? null : `${error}: ${reason}`;
  exchange.oauthCookie = null;
  if (token !== null) exchange.cookie = token;
  return location === null
    ? failed(c, error ?? "state_invalid")
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/**
 * A form posted by another site brings no cookie that is `SameSite=Lax`: the browser is sent to the same address once
 * more, by GET, which does.
 */
async function bounce(c: Context<HonoEnv>): Promise<Response> {
  const exchange = c.get("exchange");
  if (mediaType(c.req.header("content-type")) !== "application/x-www-form-urlencoded")
    return failed(c, "answer_invalid");
  const form = new URLSearchParams(await exchange.request.readBody());
  const search = new URLSearchParams();
  for (const name of passedOn) for (const value of form.getAll(name).slice(0, 2)) search.append(name, value);
  const location = `/oauth/${encodeURIComponent(c.req.param("provider") ?? "")}/callback?${search}`;
  return location.length > maxLocationLength
    ? failed(c, "answer_invalid")
    : respond(c, createResponse(exchange, 303, null, { location }));
}

/** Where providers send browsers back to: `/oauth/{provider}/callback`, by GET or with a posted form. */
export function createIdentityProviderCallback(httpPolicy: HttpPolicy, finishSignIn: FinishSignIn): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/:provider{[a-z]{1,20}}/callback", (c) => opened(c, () => finish(c, httpPolicy, finishSignIn)));
  app.post("/:provider{[a-z]{1,20}}/callback", (c) => opened(c, () => bounce(c)));
  return app;
}
