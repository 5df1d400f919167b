import type { Context } from "hono";
import { html } from "hono/html";
import { answer } from "../answer.ts";
import type { HonoEnv } from "../call.ts";
import { pageAnswer } from "./page.ts";

/** Where what is served begins, by what people call it. */
const doors = {
  rest: "/api",
  trpc: "/trpc",
  openapi: "/openapi.json",
  health: "/healthz",
  readiness: "/readyz",
} as const;

/** True for browsers, which name HTML; programs that take anything get JSON. */
const wantsHtml = (accept: string | undefined) => accept?.includes("text/html") === true;

/** Serves `/`: a page to people, the same doors as JSON to programs. */
export function homeAnswer(c: Context<HonoEnv>): Response | Promise<Response> {
  if (!wantsHtml(c.req.header("accept")))
    return answer(c, 200, `${JSON.stringify({ name: "Dovetail", ...doors }, null, 2)}\n`, {
      "content-type": "application/json; charset=utf-8",
      vary: "Accept",
    });
  return pageAnswer(c, 200, {
    title: "Dovetail",
    main: html`<h1>An API is running here.</h1>
<p class="lead">Write a contract once; every client fits.</p>
<ul class="doors">
${Object.entries(doors).map(([name, path]) => html`<li><a href="${path}">${path}</a> <span>${name}</span></li>`)}
</ul>`,
  });
}
