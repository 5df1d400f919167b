import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { databaseForTest } from "../support/database.ts";
import { startServer } from "../support/runtimes.ts";
import { type Named, outline } from "./sdk.ts";

// The traces of a worker, as the platform's own streaming tail reports them.

/** A tail worker: at its outcome it reports the events of an invocation. Some of the platform's numbers are BigInts. */
const observer = (
  sink: string,
) => `const textOf = (value) => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
export default {
  tailStream({ event: onset }) {
    const events = [onset];
    return ({ event, spanContext: { spanId } }) => {
      events.push({ ...event, parentId: spanId });
      if (event.type === "outcome") return fetch("${sink}", { method: "POST", body: textOf(events) });
    };
  },
};
`;

interface TailEvent {
  readonly type: string;
  /** The span that an event belongs to; of a `spanOpen`, that of its parent. */
  readonly parentId?: string;
  readonly spanId?: string;
  readonly name?: string;
  readonly info?: unknown;
}

interface Tree extends Named {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly Tree[];
}

/** The spans below one of an invocation, with the names and attributes that they have at the end. */
const treesBelow = (events: readonly TailEvent[], parent: string | undefined): readonly Tree[] =>
  events
    .filter(({ type, parentId }) => type === "spanOpen" && parentId === parent)
    .map(({ spanId, name = "" }) => {
      const own = events.filter(({ parentId }) => parentId === spanId);
      const attributes = own.filter(({ type }) => type === "attributes").flatMap(({ info }) => info as []);
      const renamed = own.find(({ type, info }) => type === "spanUpdate" && (info as { type: string }).type === "name");
      return {
        name: (renamed?.info as { name: string } | undefined)?.name ?? name,
        attributes: Object.fromEntries(attributes.map(({ name: key, value }) => [key, value])),
        children: treesBelow(events, spanId),
      };
    });

const treesOf = (events: readonly TailEvent[]) => treesBelow(events, events[0]?.spanId);

const hasTree = (wanted: string) => (trees: readonly Tree[]) => trees.some(({ name }) => name === wanted);

/** Spans that the platform adds by itself. */
const platformOwn = new Set(["hyperdrive_connect", "durable_object_subrequest", "fetch"]);

const caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/** A server that keeps the observer's reports. */
async function openSink() {
  const invocations: (readonly TailEvent[])[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      invocations.push(JSON.parse(body));
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { invocations, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** Starts the worker with the observer as its tail. */
async function startTraced(databaseUrl: string, sink: string) {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-traces-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tail = join(folder, "observer.js");
  await writeFile(tail, observer(sink));
  const server = await startServer("workerd", databaseUrl, { environment: { WORKERD_TAIL: tail } });
  onTestFinished(async () => {
    server.process.kill("SIGTERM");
    if (server.process.exitCode === null) await once(server.process, "exit");
  });
  return server;
}

test("a request to a worker is a tree in the platform's trace, without values, and what follows it names its span", async () => {
  const database = await databaseForTest();
  const sink = await openSink();
  const server = await startTraced(database.url, sink.url);
  const person = { username: "canary", email: "canary@example.com", password: "planted, not to be seen" };
  const registered = await fetch(`${server.url}/api/users?planted=canary`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: caller },
    body: JSON.stringify({ user: person }),
  });
  expect(registered.status, server.output()).toBe(201);

  const treesWith = (name: string) => sink.invocations.map(treesOf).find(hasTree(name)) ?? [];
  const job = "process mail.verification";
  await expect.poll(() => treesWith(job), { timeout: 60_000 }).not.toEqual([]);
  const trees = treesWith("POST /api/users");
  const [request] = trees;
  expect(request && outline(request).filter((line) => !platformOwn.has(line.trim()))).toEqual([
    "POST /api/users",
    "  accounts.register",
    "    input",
    "    handler",
    "      BEGIN",
    "      INSERT account",
    "      SELECT account",
    "      DELETE session",
    "      INSERT session",
    "      enqueue mail.verification",
    "        INSERT job",
    "      append account.registered",
    "        INSERT event_pending",
    "        SELECT",
    "      INSERT audit",
    "      COMMIT",
  ]);
  expect(request?.attributes).toEqual({
    "span.kind": "server",
    "http.request.method": "POST",
    "http.response.status_code": 201,
    "http.route": "/api/users",
    "dovetail.parent.traceparent": caller,
  });
  const { rows } = await sql<{ traceparent: string }>`select traceparent from job`.execute(database.db);
  // What is traced is marked as sampled, or services downstream would drop their part of the trace.
  expect(rows[0]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  const attempt = trees.find(({ name }) => name === job);
  expect(attempt?.attributes["dovetail.parent.traceparent"]).toBe(rows[0]?.traceparent);
  expect(JSON.stringify(trees)).not.toMatch(/canary|planted/);
});
