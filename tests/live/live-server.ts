import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { createApplicationServer } from "../../server/hosts/application-server.ts";
import { createStreams, type LiveStreams, type StreamBounds } from "../../server/live/index.ts";
import { implement, type SessionViewer } from "../../server/procedures/index.ts";
import { createLog, type Log } from "../../server/providers/log.ts";
import { createGraphql } from "../../server/surfaces/graphql/index.ts";
import { defineApi, notFound, subscription } from "../../shared/contract/index.ts";
import { createRecorder } from "../support/recorder.ts";
import { createMemoryLog, type MemoryLog } from "./memory-log.ts";

const Change = z.object({ tag: z.string(), more: z.string().optional() });

const things = {
  changes: subscription({
    summary: "Things as they change",
    access: "public",
    input: z.object({ tag: z.string().optional() }),
    events: ["account.registered"],
    output: Change,
    errors: { not_found: notFound("thing") },
    rest: { route: "GET /live/things" },
  }),
  own: subscription({
    summary: "Things for a viewer",
    access: "required",
    input: z.object({}),
    events: ["account.registered"],
    output: z.object({ tag: z.string(), by: z.string() }),
    rest: { route: "GET /live/own" },
  }),
  team: subscription({
    summary: "Things of a team",
    access: { tenant: { field: "team" } },
    input: z.object({ team: z.string() }),
    events: ["account.registered"],
    output: Change,
    rest: { route: "GET /live/teams/{team}" },
  }),
};

export const liveApi = defineApi({ things });

const viewer = (id: number, username: string): SessionViewer => ({
  kind: "session",
  id,
  username,
  role: "member",
  sessionId: `0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a1${id}`,
  isFresh: true,
  credentialVersion: 1,
});

/** Pauses that no test needs to wait for. */
const quick: Partial<StreamBounds> = { pollMs: 20, minRetryMs: 10, retrySpreadMs: 10, overloadRetrySeconds: 0.02 };

export interface LiveServer {
  readonly url: string;
  readonly log: MemoryLog;
  readonly streams: LiveStreams;
  /** Appends an event and wakes the streams; `padding` is the length of its message. */
  readonly append: (tag: string, padding?: number) => void;
  /** Number of messages that were made. */
  readonly made: () => number;
  /** Viewers that may still read, by token. */
  readonly viewers: Map<string, SessionViewer>;
  /** Members of any team, by user name. */
  readonly members: Set<string>;
  /** Breaks all connections, as a network does. */
  readonly cut: () => void;
  readonly logLines: readonly Record<string, unknown>[];
  readonly stop: () => Promise<void>;
}

const createHandlers = (onMade: () => void) =>
  implement(things, {
    changes: {
      open: ({ input, fail }) => {
        if (input.tag === "missing") fail("not_found");
      },
      read: ({ event }) => {
        onMade();
        const { accountId, username: tag } = event.payload;
        if (tag === "broken") throw new Error("no message can be made of it");
        return tag === "nobody" ? null : { tag, ...(accountId > 1 && { more: "x".repeat(accountId) }) };
      },
      isFor: ({ input, message }) => input.tag === undefined || input.tag === message.tag,
    },
    team: { read: ({ event }) => ({ tag: event.payload.username }) },
    own: ({ event, viewer: { username } }) => ({ tag: event.payload.username, by: username }),
  });

function createApplication(
  viewers: LiveServer["viewers"],
  members: LiveServer["members"],
  log: Log,
  onMade: () => void,
) {
  return compose({
    api: liveApi,
    handlers: { things: createHandlers(onMade) },
    compileSchema: z.compile,
    graphql: createGraphql({ introspection: true, documents: null }),
    authenticate: async (_services, { token }) => viewers.get(token) ?? null,
    rolesInTenant: async (_services, { username }) => (members.has(username) ? [] : null),
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL("http://localhost"), appOrigins: "*", trustedProxies: 0 },
    log,
  });
}

/** Serves subscriptions on Node over a log in memory, without a database. */
export async function startLiveServer(
  bounds: Partial<StreamBounds> = {},
  log = createMemoryLog(),
): Promise<LiveServer> {
  let made = 0;
  const viewers = new Map([
    ["ada", viewer(1, "ada")],
    ["grace", viewer(2, "grace")],
  ]);
  const members = new Set(["ada"]);
  const logLines: Record<string, unknown>[] = [];
  const lines = createLog("info", (line) => logLines.push(JSON.parse(line)));
  const application = createApplication(viewers, members, lines, () => {
    made += 1;
  });
  const services = createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" });
  const findViewers = async (_services: unknown, asked: readonly { readonly id: number }[]) =>
    asked.map(({ id }) => [...viewers.values()].find((one) => one.id === id) ?? null);
  const streams = createStreams({ source: log, services, log: lines, findViewers, bounds: { ...quick, ...bounds } });
  const server = createApplicationServer({
    app: application,
    services: { ...services, streams },
    onFailure: (error) => logLines.push({ error: String(error) }),
    onUnread: () => {},
    timeouts: { headersTimeoutMs: 5000, bodyTimeoutMs: 5000, keepAliveTimeoutMs: 5000, sendTimeoutMs: 5000 },
    defaultHost: "localhost",
    isAccepting: () => true,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async () => {
    streams.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    streams,
    append: (tag, padding = 1) => {
      log.append("account.registered", { accountId: padding, username: tag });
      streams.wake();
    },
    made: () => made,
    viewers,
    members,
    cut: () => server.closeAllConnections(),
    logLines,
    stop,
  };
}
