import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import { standardError } from "../../procedures/index.ts";
import type { DevInbox, KeptMessage } from "../../providers/mail/index.ts";
import { problemResponse } from "../rest/problem.ts";
import { type Html, htmlResponse, pageResponse } from "./page.ts";

const notFound = (c: Context<HonoEnv>) =>
  respond(c, problemResponse(c.get("exchange"), standardError("no_such_procedure")));

/** Content security policy for a message: inline styles only, no external resources, no script. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** Turns URLs in a text into links. */
const linked = (text: string): readonly (string | Html)[] =>
  text.split(/(https?:\/\/\S+)/).map((piece, at) => (at % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece));

const article = ({ id, to, subject, sentAt, text }: KeptMessage) => html`<article aria-labelledby="m-${id}">
<h2 id="m-${id}">${subject}</h2>
<p class="quiet">To ${to}, <time datetime="${sentAt}">${sentAt.slice(0, 19).replace("T", " ")} UTC</time>, <a href="/dev/mail/${id}">as HTML</a></p>
<pre class="mail">${linked(text)}</pre>
</article>`;

/**
 * Serves the dev inbox as a page, as JSON, and each message as HTML. Guarded by `onlyOnThisMachine`, since links in the
 * messages grant access to accounts.
 */
export function createDevInboxPages(mailbox: DevInbox): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/", (c) => {
    const messages = mailbox.list();
    if (c.req.header("accept")?.includes("text/html") !== true)
      return respond(
        c,
        createResponse(c.get("exchange"), 200, JSON.stringify({ messages }), {
          "content-type": "application/json; charset=utf-8",
          vary: "Accept",
        }),
      );
    return pageResponse(c, 200, {
      title: "Mailbox",
      main: html`<h1>Mailbox</h1>
<p class="lead">Mail stays in this process, the last 200 messages of it: none is set up to leave.</p>
${messages.length === 0 ? html`<p>Nothing was sent yet.</p>` : messages.map(article)}`,
    });
  });
  app.get("/:id", (c) => {
    const message = mailbox.list().find(({ id }) => id === c.req.param("id"));
    return message === undefined ? notFound(c) : htmlResponse(c, 200, message.html, mailPolicy);
  });
  return app;
}
