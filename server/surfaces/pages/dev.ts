import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import { standardError } from "../../procedures/index.ts";
import type { CallRecorder, RecordedSpan, RecordedTrace } from "../../telemetry/index.ts";
import { problemResponse } from "../rest/problem.ts";
import { createDevLivePage, type DevStream } from "./dev-live.ts";
import { type Html, pageResponse } from "./page.ts";

/** A table of the service's state, such as its jobs. */
export interface DevTable {
  /** Part of the path: `/dev/<name>`. */
  readonly name: string;
  readonly title: string;
  /** A description, in one sentence. */
  readonly lead: string;
  readonly columns: readonly string[];
  /** The rows, the most important first; 100 at most. Cells are in the order of `columns`. */
  readonly read: () => Promise<readonly DevRow[]>;
  /** An action that rows offer; absent where there is none. */
  readonly action?: { readonly label: string; readonly run: (id: string) => Promise<void> };
}

export interface DevRow {
  readonly id: string;
  readonly cells: readonly string[];
  /** Whether the table's action applies to it. */
  readonly isActionable?: boolean;
}

export interface DevPagesOptions {
  /** `null` where calls are not recorded. */
  readonly recorder: CallRecorder | null;
  readonly tables: readonly DevTable[];
  /** Subscriptions that can be followed on a page. */
  readonly streams: readonly DevStream[];
  readonly hasMailbox: boolean;
}

const inMs = (ms: number | null) => (ms === null ? "running" : `${ms.toFixed(2)} ms`);
const timeOf = (ms: number) => new Date(ms).toISOString().slice(11, 23);

/** All spans of a trace, parents first. */
const spansOf = (spans: readonly RecordedSpan[]): RecordedSpan[] =>
  spans.flatMap((span) => [span, ...spansOf(span.children)]);

const textOf = (value: unknown) => (value === undefined ? "" : String(value));

function callRow({ id, roots }: RecordedTrace): Html {
  const [root] = roots;
  const spans = spansOf(roots);
  const calls = spans.filter(({ attributes }) => attributes["rpc.method"] !== undefined);
  const codes = calls.map(({ attributes }) => textOf(attributes["rpc.response.status_code"]));
  const statements = spans.filter(({ attributes }) => attributes["db.query.text"] !== undefined).length;
  return html`<tr>
<td><time>${timeOf(root?.startedAtMs ?? 0)}</time></td>
<td><a href="/dev/calls/${id}">${root?.name ?? ""}</a></td>
<td>${calls.map(({ name }) => name).join(", ")}</td>
<td>${codes.join(", ")}</td>
<td>${statements}</td>
<td>${inMs(root?.durationMs ?? null)}</td>
</tr>`;
}

const callsTable = (
  traces: readonly RecordedTrace[],
) => html`<div class="scroll" tabindex="0" role="region" aria-label="The last calls"><table>
<caption>The last calls</caption>
<thead><tr>${["at (UTC)", "request", "procedures", "code", "SQL", "took"].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${traces.map(callRow)}</tbody>
</table></div>`;

const shownElsewhere = new Set(["db.query.text", "db.query.summary", "rpc.method", "rpc.system.name"]);

const spanFacts = ({ attributes, errorType }: RecordedSpan) =>
  [
    ...(errorType === null ? [] : [`failed: ${errorType}`]),
    ...Object.entries(attributes)
      .filter(([name]) => !shownElsewhere.has(name))
      .map(([name, value]) => `${name}=${value}`),
  ].join(" ");

const spanItem = (span: RecordedSpan): Html => html`<li>
<strong>${span.name}</strong> <span class="quiet">${inMs(span.durationMs)} ${spanFacts(span)}</span>
${span.attributes["db.query.text"] === undefined ? "" : html`<pre tabindex="0" aria-label="SQL">${textOf(span.attributes["db.query.text"])}</pre>`}
${span.children.length === 0 ? "" : html`<ul>${span.children.map(spanItem)}</ul>`}
</li>`;

const tableOf = (
  { name, title, columns, action }: DevTable,
  rows: readonly DevRow[],
) => html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<caption>${title}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}${action === undefined ? "" : html`<th scope="col">${action.label}</th>`}</tr></thead>
<tbody>${rows.map(
  ({ id, cells, isActionable }) =>
    html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}${
      action === undefined
        ? ""
        : html`<td>${isActionable === true ? html`<form method="post" action="/dev/${name}/${encodeURIComponent(id)}"><button>${action.label}</button></form>` : ""}</td>`
    }</tr>`,
)}</tbody>
</table></div>`;

const notFound = (c: Context<HonoEnv>) =>
  respond(c, problemResponse(c.get("exchange"), standardError("no_such_procedure")));

const home = ({ recorder, tables, streams, hasMailbox }: DevPagesOptions) => html`<h1>Inside this server</h1>
<p class="lead">For the developer of this machine: nothing here is served to others.</p>
<nav aria-label="State"><ul>
${tables.map(({ name, title, lead }) => html`<li><a href="/dev/${name}">${title}</a>: ${lead}</li>`)}
${streams.length === 0 ? "" : html`<li><a href="/dev/live">Live</a>: the messages of subscriptions</li>`}
${hasMailbox ? html`<li><a href="/dev/mail">Mailbox</a>: mail that stays here</li>` : ""}
</ul></nav>
${
  recorder === null
    ? html`<p>Calls are not recorded: start with <code>npm run dev</code>, or with <code>CALL_RECORDER=on</code>.</p>`
    : recorder.list().length === 0
      ? html`<p>No call was made yet.</p>`
      : callsTable(recorder.list())
}`;

/** Serves the state of the service to its developer. Guarded by `onlyOnThisMachine`. */
export function createDevPages(options: DevPagesOptions): Hono<HonoEnv> {
  const { recorder, tables, streams } = options;
  const app = new Hono<HonoEnv>();
  if (streams.length > 0) app.route("/dev/live", createDevLivePage(streams));
  app.get("/dev", (c) => pageResponse(c, 200, { title: "Inside this server", main: home(options) }));
  app.get("/dev/calls/:id", (c) => {
    const trace = recorder?.find(c.req.param("id"));
    if (trace === undefined) return notFound(c);
    const main = html`<p><a href="/dev">All calls</a></p>
<h1>${trace.roots[0]?.name ?? ""}</h1>
<p class="quiet">Trace ${trace.id}</p>
<ul class="tree">${trace.roots.map(spanItem)}</ul>`;
    return pageResponse(c, 200, { title: "A call", main });
  });
  for (const table of tables) {
    const path = `/dev/${table.name}`;
    app.get(path, async (c) => {
      const rows = await table.read();
      const main = html`<p><a href="/dev">Inside this server</a></p>
<h1>${table.title}</h1>
<p class="lead">${table.lead}</p>
${rows.length === 0 ? html`<p>There is none.</p>` : tableOf(table, rows)}`;
      return pageResponse(c, 200, { title: table.title, main });
    });
    const { action } = table;
    if (action === undefined) continue;
    app.post(`${path}/:id`, async (c) => {
      await action.run(c.req.param("id"));
      return respond(c, createResponse(c.get("exchange"), 303, null, { location: path }));
    });
  }
  return app;
}
