import type { Server } from "node:http";

/** The used parts of the Deno and Bun APIs. */
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

/** Prints the process id for CPU time, and exits cleanly on a signal, so that a profile is written. */
export function announce(): void {
  console.log(`pid ${process.pid}`);
  process.on("SIGTERM", () => process.exit(0));
}

/** Serves with the runtime's built-in server. */
export async function serveFetch(fetch: Fetch): Promise<void> {
  announce();
  if (typeof Deno !== "undefined") Deno.serve({ port, hostname }, fetch);
  else if (typeof Bun !== "undefined") Bun.serve({ port, hostname, fetch });
  else {
    const { serve } = await import("@hono/node-server");
    serve({ fetch, port, hostname });
  }
}

/** Serves with `node:http`. */
export function serveNode(server: Server): void {
  announce();
  server.listen(port, hostname);
}
