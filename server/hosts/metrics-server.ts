import { createServer, type Server } from "node:http";

export interface MetricsServerOptions {
  /** Writes all metrics. */
  readonly text: () => Promise<string>;
  readonly mediaType: string;
  /** Whether an Authorization header admits its sender. */
  readonly admits: (authorization: string | undefined) => boolean;
  readonly path: string;
}

const headersTimeoutMs = 5000;
const maxConnections = 20;

/** Creates the HTTP server of the metrics' own port; it serves one path and nothing else. */
export function createMetricsServer({ text, mediaType, admits, path }: MetricsServerOptions): Server {
  const server = createServer(
    { headersTimeout: headersTimeoutMs, requestTimeout: headersTimeoutMs },
    (incoming, outgoing) => {
      const end = (status: number, body: string, type = "text/plain") =>
        outgoing.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
      if (incoming.method !== "GET" || incoming.url !== path) end(404, "Not found\n");
      else if (!admits(incoming.headers.authorization)) end(401, "Send the METRICS_TOKEN as a bearer token\n");
      else
        text().then(
          (body) => end(200, body, mediaType),
          () => end(500, "The metrics could not be read\n"),
        );
    },
  );
  server.maxConnections = maxConnections;
  return server;
}
