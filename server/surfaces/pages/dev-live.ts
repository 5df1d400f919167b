import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { HonoEnv } from "../../http/hono.ts";
import { pageResponse } from "./page.ts";

/** A subscription that a page can follow. */
export interface DevStream {
  readonly name: string;
  readonly summary: string;
  /** Its path, such as `/api/live/articles`. */
  readonly path: string;
  /** Names of its input fields, those in the path included. */
  readonly fields: readonly string[];
}

const form = ({ name, summary, path, fields }: DevStream) => html`<section aria-labelledby="t-${name}">
<h2 id="t-${name}">${name}</h2>
<p>${summary} <code>GET ${path}</code></p>
<form data-path="${path}">
${fields.map(
  (field) =>
    html`<label>${field} <input name="${field}" autocomplete="off"${path.includes(`{${field}}`) ? " required" : ""}></label>`,
)}
<button>Open</button> <span role="status">closed</span>
</form>
<ol class="messages" tabindex="0" aria-label="Messages of ${name}"></ol>
</section>`;

/** Serves a page that follows subscriptions by `EventSource`. Guarded by `onlyOnThisMachine`. */
export function createDevLivePage(streams: readonly DevStream[]): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/", (c: Context<HonoEnv>) =>
    pageResponse(c, 200, {
      title: "Live",
      script: "live.js",
      main: html`<p><a href="/dev">Inside this server</a></p>
<h1>Live</h1>
<p class="lead">The messages of subscriptions, as a browser’s EventSource gets them, with the session of this browser.</p>
${streams.map(form)}`,
    }),
  );
  return app;
}
