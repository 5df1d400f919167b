import type { Server } from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import type { ConnectionErrorStatus } from "../http/connection-error.ts";
import type { Bindings } from "../http/exchange.ts";
import type { FastPath } from "../http/fast-path.ts";
import { type HttpResponse, toFetchResponse } from "../http/response.ts";
import type { Serve } from "./fetch-host.ts";
import { createHttpServer } from "./http-server.ts";
import type { HttpTimeouts } from "./http-settings.ts";
import { createListener } from "./node-http.ts";

/** The known parts of a request that could not be parsed; empty text for unknown parts. */
export interface UnreadRequest extends Bindings {
  readonly method: string;
  readonly path: string;
}

export interface ServedApplication {
  readonly fastPath: FastPath;
  /** Handles every request that the fast path does not. */
  readonly hono: Serve;
  /** Logs and answers bytes that never parsed as a request. */
  readonly refuse: (request: UnreadRequest, status: ConnectionErrorStatus) => HttpResponse;
}

export interface ApplicationServerOptions {
  readonly app: ServedApplication;
  readonly services: Bindings["services"];
  /** Called with an error that no surface handled. */
  readonly onFailure: (error: unknown) => void;
  /** Called when a connection is closed because the client does not read its responses. */
  readonly onUnread: (address: string | null) => void;
  readonly timeouts: HttpTimeouts;
  /** The host assumed for a request without a Host header, which HTTP/1.0 allows. */
  readonly defaultHost: string;
  /** False once the service is shutting down: keep-alive connections would outlive the drain. */
  readonly isAccepting: () => boolean;
}

/** Serves an application by `node:http`, on Node and Deno. */
export function createApplicationServer(options: ApplicationServerOptions): Server {
  const { app, services, timeouts, defaultHost, isAccepting } = options;
  const honoListener = getRequestListener(
    async (request, { incoming }) => {
      const response = await app.hono(request, { services, address: incoming.socket.remoteAddress ?? null });
      if (!isAccepting()) response.headers.set("connection", "close");
      return response;
    },
    {
      hostname: defaultHost,
      errorHandler: (error) => {
        if (!(error instanceof RequestError)) options.onFailure(error);
        return toFetchResponse(app.refuse({ method: "", path: "", services, address: null }, 400));
      },
    },
  );
  return createHttpServer({
    listener: createListener({ fastPath: app.fastPath, services, isAccepting, others: honoListener }),
    timeouts,
    refuse: (status, method, path, address) => app.refuse({ method, path, services, address }, status),
    onUnread: options.onUnread,
  });
}
