import type { Context } from "hono";
import { html } from "hono/html";
import type { MaybePromise } from "../../concurrency/maybe-promise.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import type { Exchange } from "../../http/exchange.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import { problemResponse } from "../rest/problem.ts";

/** Escaped HTML, as built by the `html` template. */
export type Html = ReturnType<typeof html>;

/** Contents of one page. */
export interface Page {
  readonly title: string;
  /** Markup between header and footer. */
  readonly main: Html;
  /** The page's script in `public/assets/`, such as `copy.js`. */
  readonly script?: string;
  /**
   * Allowed form targets beyond this service, as CSP sources such as `https://app.example.com` or `com.example.app:`.
   * Browsers apply them to redirects after a form submission too.
   */
  readonly formTargets?: readonly string[];
}

/** Content security policy of a page: resources of this service only, no inline script or style. */
const policyOf = (formTargets: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

const layout = ({ title, main, script }: Page) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/site.css">
${script === undefined ? "" : html`<script type="module" src="/assets/${script}"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead"><a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="28" height="28">Dovetail</a></header>
<main id="main">
${main}
</main>
</body>
</html>
`;

/** Removes the CORS headers: other origins may read the API, but no page. */
export function withoutSharing(exchange: Exchange): void {
  const remaining = Object.entries(exchange.common).filter(([name]) => !name.startsWith("access-control-"));
  exchange.common = Object.fromEntries(remaining);
}

/** Sends HTML with its own content security policy and `no-store`. */
export function htmlResponse(c: Context<HonoEnv>, status: number, text: string, policy: string): Response {
  const exchange = c.get("exchange");
  withoutSharing(exchange);
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "cross-origin-opener-policy": "same-origin",
  };
  return respond(c, createResponse(exchange, status, text, headers));
}

/** Sends a page in the common layout. */
export const pageResponse = async (c: Context<HonoEnv>, status: number, page: Page): Promise<Response> =>
  htmlResponse(c, status, String(await layout(page)), policyOf(page.formTargets ?? []));

/** Runs a page handler; turns an error into the same problem details as in REST. */
export const withProblemResponse = (c: Context<HonoEnv>, work: () => MaybePromise<Response>): MaybePromise<Response> =>
  withErrorResponse(work, (error) => respond(c, problemResponse(c.get("exchange"), error)));
