import type { Server } from "node:http";

/** What this file uses of Deno and Bun. */
interface Deno {
  readonly pid: number;
  readonly serve: (options: { readonly port: number; readonly hostname: string }, fetch: Fetch) => unknown;
}
interface Bun {
  readonly serve: (options: { readonly port: number; readonly hostname: string; readonly fetch: Fetch }) => unknown;
}

type Fetch = (request: Request) => Response | Promise<Response>;

declare const Deno: Deno | undefined;
declare const Bun: Bun | undefined;

export const hostname = "127.0.0.1";
export const port = Number(process.env.PORT ?? 0);

/** Tells whose CPU time to read, and ends as programs do when told to, so that a profile is written. */
export function announce(): void {
  console.log(`pid ${process.pid}`);
  process.on("SIGTERM", () => process.exit(0));
}

/** Serves by whatever the runtime brings for it. */
export async function serveFetch(fetch: Fetch): Promise<void> {
  announce();
  if (typeof Deno !== "undefined") Deno.serve({ port, hostname }, fetch);
  else if (typeof Bun !== "undefined") Bun.serve({ port, hostname, fetch });
  else {
    const { serve } = await import("@hono/node-server");
    serve({ fetch, port, hostname });
  }
}

/** Serves by `node:http`. */
export function serveNode(server: Server): void {
  announce();
  server.listen(port, hostname);
}
