import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import * as z from "zod";
import { type Application, compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { createListener } from "../../server/hosts/node-http.ts";
import type { Authenticate } from "../../server/http/open-call.ts";
import type { ApiHandlers, Services } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createGraphql } from "../../server/surfaces/graphql/index.ts";
import { type Api, defineApi } from "../../shared/contract/index.ts";
import { publicOrigin } from "./app.ts";
import { openTestCaching } from "./caching.ts";
import { createRecorder } from "./recorder.ts";

/** A service for a test's own contracts. Its database is a stub: transactions begin, commit and find no rows. */
export interface ServedContracts {
  readonly application: Application;
  readonly services: Services;
  /** Parsed log lines so far. */
  readonly logLines: readonly Record<string, unknown>[];
  /** Sends a request without a network. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Serves contracts with their handlers and an in-memory cache. */
export function serveContracts<const T extends Api>(
  api: T,
  handlers: ApiHandlers<T>,
  authenticate: Authenticate = async () => null,
  graphql = createGraphql({ introspection: true, documents: null }),
): ServedContracts {
  const logLines: Record<string, unknown>[] = [];
  const application = compose({
    api: defineApi(api),
    handlers,
    compileSchema: z.compile,
    graphql,
    authenticate,
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL(publicOrigin), appOrigins: "*", trustedProxies: 0 },
    log: createLog("info", (line) => logLines.push(JSON.parse(line))),
  });
  const { cache } = openTestCaching();
  const services = { ...createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" }), cache };
  const fetch: ServedContracts["fetch"] = async (path, init) =>
    application.fetch(new Request(new URL(path, publicOrigin), init), { services, address: "192.0.2.1" });
  return { application, services, logLines, fetch };
}

/**
 * Starts both Node hosts on free ports: one answers reads on `node:http` directly, the other routes everything
 * through Hono.
 */
export interface ServedHosts {
  readonly own: string;
  readonly hono: string;
  readonly stop: () => Promise<void>;
}

/** Listens like the Node entry. */
export async function listenOnHosts({ application, services }: ServedContracts): Promise<ServedHosts> {
  // Hono's listener replaces the global Request and Response; they are restored for other files of this process.
  const globals = { Request: globalThis.Request, Response: globalThis.Response };
  const servers: Server[] = [];
  const listen = async (listener: RequestListener) => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const viaHono = getRequestListener((request) => application.hono(request, { services, address: "127.0.0.1" }));
  return {
    hono: await listen(viaHono),
    own: await listen(
      createListener({ fastPath: application.fastPath, services, isAccepting: () => true, others: viaHono }),
    ),
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((stopped) => server.close(stopped));
      }
      Object.assign(globalThis, globals);
    },
  };
}
