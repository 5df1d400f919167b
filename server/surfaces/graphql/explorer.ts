import { type GraphQLSchema, printSchema } from "graphql";
import { Hono } from "hono";
import { html } from "hono/html";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import { pageResponse } from "../pages/page.ts";

const example = `query {
  __typename
}
`;

const page = () => html`<h1>GraphQL</h1>
<p class="lead">A place to try documents. The schema is below; every field is a contract’s.</p>
<form id="explorer">
<p><label for="query">Document</label><br>
<textarea id="query" name="query" rows="14" cols="80" spellcheck="false">${example}</textarea></p>
<p><label for="variables">Variables, as JSON</label><br>
<textarea id="variables" name="variables" rows="4" cols="80" spellcheck="false">{}</textarea></p>
<p><label for="token">Token, if any</label><br>
<input id="token" name="token" type="password" autocomplete="off" size="60"></p>
<p><button type="submit">Run</button> <span id="status" role="status"></span></p>
</form>
<h2 id="answer-title">Answer</h2>
<pre id="answer" tabindex="0" aria-labelledby="answer-title"></pre>
<h2 id="schema-title">Schema</h2>
<pre id="schema" tabindex="0" aria-labelledby="schema-title"></pre>`;

/** Creates the page to try documents on, and the schema as text. For developers on their own machine. */
export function createExplorer(schema: () => GraphQLSchema): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/", (c) => pageResponse(c, 200, { title: "Dovetail: GraphQL", main: page(), script: "graphql.js" }));
  app.get("/schema.graphql", (c) =>
    respond(
      c,
      createResponse(c.get("exchange"), 200, printSchema(schema()), { "content-type": "text/plain; charset=utf-8" }),
    ),
  );
  return app;
}
