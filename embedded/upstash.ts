import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request: one command, or several to be run in order (`pipeline`) or in a transaction (`multi`). */
export interface RestBatch {
  readonly kind: "single" | "pipeline" | "multi";
  readonly commands: readonly (readonly string[])[];
}

/** Redis reply to one command. */
export type RestReply = { readonly result: unknown } | { readonly error: string };

export interface RestBackend {
  readonly send: (batch: RestBatch, signal: AbortSignal) => Promise<readonly RestReply[]>;
}

export interface RestResponse {
  readonly status: number;
  readonly body: unknown;
}

export interface UpstashServerOptions {
  readonly token: string;
  readonly backend: RestBackend;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Intercepts requests; tests inject faults here. */
  readonly intercept?: (
    run: () => Promise<RestResponse>,
    response: ServerResponse,
  ) => Promise<RestResponse | undefined>;
}

export interface UpstashServer {
  readonly url: string;
  /** Stops the server immediately and closes all connections. */
  readonly stop: () => Promise<void>;
}

const maxRequestBytes = 8 * 1024 * 1024;
const kinds: Readonly<Record<string, RestBatch["kind"]>> = {
  "/": "single",
  "/pipeline": "pipeline",
  "/multi-exec": "multi",
};

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxRequestBytes) throw new RangeError("the request is too large");
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const isCommand = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;

/** Parses the commands of a request; `undefined` if its body is invalid. */
function batchOf(kind: RestBatch["kind"], body: unknown): RestBatch | undefined {
  const commands: unknown = kind === "single" ? [body] : body;
  if (!Array.isArray(commands) || !commands.every(isCommand)) return undefined;
  return { kind, commands: commands.map((command) => command.map(String)) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const errorResponse = (status: number, error: string): RestResponse => ({ status, body: { error } });

/** Formats replies like Upstash: an error of a single command has status 400; in a pipeline, errors are list items. */
async function responseTo(
  options: UpstashServerOptions,
  request: IncomingMessage,
  text: string,
): Promise<RestResponse> {
  if (request.headers.authorization !== `Bearer ${options.token}`) return errorResponse(401, "Unauthorized");
  const kind = kinds[request.url ?? ""];
  if (request.method !== "POST" || kind === undefined) return errorResponse(404, "Not found");
  const batch = batchOf(kind, parse(text));
  if (batch === undefined) return errorResponse(400, "ERR failed to parse command");
  const replies = await options.backend.send(batch, new AbortController().signal);
  const [first] = replies;
  if (kind !== "single") return { status: 200, body: replies };
  return { status: first !== undefined && "error" in first ? 400 : 200, body: first };
}

function write(response: ServerResponse, { status, body }: RestResponse): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": typeof body === "string" ? "text/html" : "application/json" });
  response.end(text);
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

/**
 * Serves Upstash's REST protocol for any Redis, for `npm run dev:worker` and for tests, since workers access Redis over
 * HTTPS only. https://upstash.com/docs/redis/features/restapi
 */
export async function startUpstashServer(options: UpstashServerOptions): Promise<UpstashServer> {
  const { intercept = (run) => run() } = options;
  const server = createServer((request, response) => {
    const run = async () => responseTo(options, request, await readText(request));
    intercept(run, response).then(
      (answered) => answered !== undefined && write(response, answered),
      () => !response.headersSent && !response.destroyed && write(response, errorResponse(500, "ERR internal")),
    );
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
