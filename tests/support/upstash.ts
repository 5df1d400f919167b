import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type RestBackend, type RestResponse, startUpstashServer } from "../../embedded/upstash.ts";

/** A fault of a request. Times in ms. */
export type RestFault =
  | "refuse"
  | "reset before"
  | "reset after"
  | "500 json"
  | "502 html"
  | "429"
  | "hang"
  | "wrong json"
  | "noscript"
  | "redirect"
  | { readonly delayMs: number };

/** An Upstash server with injected faults. */
export interface FaultyUpstash {
  readonly address: { readonly kind: "upstash"; readonly url: string; readonly token: string };
  /** Sets the fault of further requests; `undefined`: none. */
  readonly become: (fault: RestFault | undefined) => Promise<void>;
  /** As {@link become}, chosen anew for each request. */
  readonly draw: (next: () => RestFault | undefined) => void;
  /** Requests received so far. */
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

/** Applies the fault; `undefined` means that no response is written. */
async function interfere(
  fault: RestFault | undefined,
  run: () => Promise<RestResponse>,
  response: ServerResponse,
): Promise<RestResponse | undefined> {
  if (fault === undefined) return run();
  if (typeof fault === "object") return sleep(fault.delayMs, undefined, { ref: false }).then(run);
  if (fault === "500 json") return { status: 500, body: { error: "ERR secret-of-the-server" } };
  if (fault === "502 html") return { status: 502, body: "<html>secret-of-the-proxy</html>" };
  if (fault === "429") return { status: 429, body: "too many requests" };
  if (fault === "wrong json") return { status: 200, body: { outcome: 42 } };
  if (fault === "noscript") return { status: 400, body: { error: "NOSCRIPT No matching script." } };
  if (fault === "redirect") {
    response.writeHead(307, { location: "http://127.0.0.1:9/" }).end();
    return undefined;
  }
  if (fault === "reset after") await run();
  if (fault !== "hang") response.socket?.destroy();
  return undefined;
}

/** Starts an Upstash server with injectable faults. `refuse` closes the port. */
export async function startFaultyUpstash(backend: RestBackend): Promise<FaultyUpstash> {
  const token = "token-that-must-not-leak";
  let next: () => RestFault | undefined = () => undefined;
  let requests = 0;
  const intercept = (run: () => Promise<RestResponse>, response: ServerResponse) => {
    requests += 1;
    return interfere(next(), run, response);
  };
  let server = await startUpstashServer({ token, backend, intercept });
  let isListening = true;
  const { url } = server;
  return {
    address: { kind: "upstash", url, token },
    become: async (fault) => {
      next = () => fault;
      if (fault === "refuse" && isListening) await server.stop();
      if (fault !== "refuse" && !isListening)
        server = await startUpstashServer({ token, backend, intercept, port: Number(new URL(url).port) });
      isListening = fault !== "refuse";
    },
    draw: (draw) => {
      next = draw;
    },
    count: () => requests,
    stop: () => server.stop(),
  };
}
