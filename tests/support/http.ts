import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { serve } from "@hono/node-server";
import type { TestApp } from "./app.ts";

/** A received request. */
interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
}

/** An HTTP server on a loopback port. */
export interface TestServer {
  /** `http://127.0.0.1:…`, without a trailing slash. */
  readonly url: string;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Closes all connections. */
  readonly stop: () => Promise<void>;
}

const portOf = (address: unknown): number =>
  typeof address === "object" && address !== null && "port" in address ? Number(address.port) : 0;

/** Serves the application over HTTP, by default on a free port. */
export async function serveTestApp(app: TestApp, port = 0): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const answer = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers, body, signal } = request;
    requests.push({ method, path: pathname + search, headers });
    return app.fetch(pathname + search, { method, headers, signal, ...(body !== null && { body, duplex: "half" }) });
  };
  return new Promise((resolve) => {
    const listening = { port, hostname: "127.0.0.1", overrideGlobalObjects: false };
    const server = serve({ fetch: answer, ...listening }, (address) =>
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        requests,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
  });
}

/** Writes one response, or breaks the connection. */
export type Script = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** Serves scripted responses in order and repeats the last one: for faults that no application should produce. */
export async function serveScript(...scripts: readonly Script[]): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const script = scripts[Math.min(requests.length, scripts.length - 1)];
    requests.push({ method: request.method ?? "", path: request.url ?? "", headers });
    let body = "";
    for await (const piece of request) body += String(piece);
    script?.(response, request, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
