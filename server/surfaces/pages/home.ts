import type { Context } from "hono";
import { html } from "hono/html";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import { apiVersion } from "../openapi/index.ts";
import { isByOwnName } from "./local-only.ts";
import { type Html, pageResponse } from "./page.ts";
import { samplesFor } from "./sample-programs.ts";
import type { About, ForDevelopers, ShownSetting } from "./server-description.ts";

interface EntryPoint {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  /** Whether the path itself serves a page that a link can open. */
  readonly opens: boolean;
}

/** Entry points of the server. */
const entryPoints: Readonly<Record<string, EntryPoint>> = {
  docs: { path: "/docs", title: "Reference", text: "every call, to read and to try", opens: true },
  openapi: { path: "/openapi.json", title: "OpenAPI 3.1", text: "for Postman and generators of clients", opens: true },
  rest: { path: "/api", title: "REST", text: "plain HTTP and JSON, for any client", opens: false },
  trpc: { path: "/trpc", title: "tRPC", text: "for the typed client and tRPC's own", opens: false },
  health: { path: "/healthz", title: "Health", text: "whether the process lives", opens: true },
  readiness: { path: "/readyz", title: "Readiness", text: "whether what it needs answers", opens: true },
};

/** True for browsers, which accept HTML explicitly; clients that accept anything get JSON. */
const wantsHtml = (accept: string | undefined) => accept?.includes("text/html") === true;

const asJson = (c: Context<HonoEnv>) => {
  const paths = Object.entries(entryPoints).map(([name, { path }]) => [name, path]);
  const text = `${JSON.stringify({ name: "Dovetail", ...Object.fromEntries(paths) }, null, 2)}\n`;
  const headers = { "content-type": "application/json; charset=utf-8", vary: "Accept" };
  return respond(c, createResponse(c.get("exchange"), 200, text, headers));
};

const entryPointList = () => html`<ul class="doors">
${Object.values(entryPoints).map(
  ({ path, title, text, opens }) =>
    html`<li><strong>${title}</strong> ${opens ? html`<a href="${path}"><code>${path}</code></a>` : html`<code>${path}</code>`} <span>${text}</span></li>\n`,
)}</ul>`;

const samples = (address: string, { demo }: ForDevelopers) => html`<h2 id="calls">The first three calls</h2>
<p>What is new, signing in, one’s own feed: as the demo account <code>${demo.email}</code>, password
<code>${demo.password}</code>, which the embedded database comes with.</p>
${samplesFor(address, demo).map(
  ({ title, text }) =>
    html`<figure data-copy><figcaption>${title}</figcaption><pre tabindex="0" aria-label="${title}"><code>${text}</code></pre></figure>\n`,
)}`;

const stateOf = ({ isSet, value }: ShownSetting) =>
  html`<td>${value === undefined ? "set, not shown" : html`<code>${value}</code>`}${isSet ? "" : html` <span class="quiet">by default</span>`}</td>`;

/** Settings with a value or state, then the names of those that are not set. */
function settingList({ settings }: ForDevelopers): Html {
  const shown = settings.filter(({ isSet, value }) => isSet || value !== undefined);
  const unset = settings.filter((setting) => !shown.includes(setting));
  return html`<h2 id="settings">How it is configured</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="settings"><table>
${shown.map((setting) => html`<tr><th scope="row"><code>${setting.name}</code></th>${stateOf(setting)}</tr>\n`)}</table></div>
<p class="quiet names">Not set: ${unset.map(({ name }) => html`<code>${name}</code> `)}</p>`;
}

/** A URL without credentials and query string, which may contain a password. */
const addressOf = ({ origin, pathname }: URL) => `${origin}${pathname}`.replace(/\/$/, "");

const developersPage = ({ runtime, startedAt, publicUrl }: About, facts: ForDevelopers) => {
  const since = startedAt.toISOString();
  return html`<h1>Dovetail is running.</h1>
<p class="lead">API version ${apiVersion} on ${runtime}, since
<time datetime="${since}">${since.slice(0, 16).replace("T", " ")} UTC</time>.</p>
<h2 id="entry-points">Entry points</h2>
${entryPointList()}
${samples(addressOf(publicUrl), facts)}
${settingList(facts)}
<p class="quiet">You see this much because the server runs for this machine alone; elsewhere this page shows only the entry points.</p>`;
};

const publicPage = () => html`<h1>Dovetail</h1>
<p class="lead">An API is served here.</p>
${entryPointList()}`;

/** Serves `/`: a page for browsers, the same entry points as JSON for other clients. */
export function createHome(about: About): (c: Context<HonoEnv>) => Response | Promise<Response> {
  return (c) => {
    if (!wantsHtml(c.req.header("accept"))) return asJson(c);
    const facts = isByOwnName(c) ? about.forDevelopers : null;
    const main = facts === null ? publicPage() : developersPage(about, facts);
    return pageResponse(c, 200, { title: "Dovetail", main, ...(facts !== null && { script: "copy.js" }) });
  };
}
