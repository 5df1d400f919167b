import type { Context } from "hono";
import { html } from "hono/html";
import type { HonoEnv } from "../../http/hono.ts";
import { isByOwnName } from "./local-only.ts";
import { htmlResponse } from "./page.ts";
import type { About, ForDevelopers } from "./server-description.ts";

/**
 * Content security policy of the API reference. Scalar writes inline styles, so this page alone allows them. Scripts,
 * requests and images are still limited to this service.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const page = (facts: ForDevelopers | null) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dovetail: API reference</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/docs.css">
<script defer src="/assets/vendor/scalar.js"></script>
<script type="module" src="/assets/docs.js"></script>
</head>
<body>
<header class="bar">
<a class="bar-brand" href="/"><img src="/assets/mark.svg" alt="" width="24" height="24">Dovetail</a>
${
  facts === null
    ? ""
    : html`<button type="button" id="demo" data-email="${facts.demo.email}" data-password="${facts.demo.password}">Try it as the demo user</button>`
}
${facts?.hasGraphql ? html`<a href="/dev/graphql">GraphQL</a>` : ""}
<span id="status" role="status"></span>
</header>
<div id="reference"></div>
<noscript><p>This page needs JavaScript. The same is in <a href="/openapi.json">openapi.json</a>.</p></noscript>
</body>
</html>
`;

/** Serves `/docs`: the API reference, rendered by Scalar from the OpenAPI document. */
export const createDocs =
  (about: About) =>
  async (c: Context<HonoEnv>): Promise<Response> =>
    htmlResponse(c, 200, String(await page(isByOwnName(c) ? about.forDevelopers : null)), policy);
