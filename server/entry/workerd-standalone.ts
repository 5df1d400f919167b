import { getMimeType } from "hono/utils/mime";
import { createApp } from "../app/app.ts";
import { createWorker, type Env, type WorkerHandlers } from "./worker-host.ts";

// workerd without Cloudflare's platform around it (scripts/start-workerd.ts): nothing serves assets or calls schedules.

const { handlers, StreamHub } = createWorker(createApp);

/** The bindings of a worker, and `public/` as workerd's disk service. */
interface WorkerdEnv extends Env {
  readonly PUBLIC: { readonly fetch: (request: Request) => Promise<Response> };
}

async function serveAsset(request: Request, { PUBLIC }: WorkerdEnv): Promise<Response> {
  const file = await PUBLIC.fetch(request);
  const headers = new Headers(file.headers);
  headers.set("content-type", getMimeType(new URL(request.url).pathname) ?? "application/octet-stream");
  headers.set("cache-control", "public, max-age=0, must-revalidate");
  return new Response(file.body, { status: file.status, headers });
}

const isAsset = ({ method, url }: Request) =>
  (method === "GET" || method === "HEAD") && new URL(url).pathname.startsWith("/assets/");

/** Entry point of the socket for maintenance: each POST does what the platform's cron trigger does every minute. */
export const maintenance = {
  async fetch(request: Request, env: WorkerdEnv): Promise<Response> {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
    await handlers.scheduled(null, env);
    return new Response(null, { status: 204 });
  },
};

export { StreamHub };
export default {
  fetch: (request: Request, env: WorkerdEnv, context: Parameters<WorkerHandlers["fetch"]>[2]) =>
    isAsset(request) ? serveAsset(request, env) : handlers.fetch(request, env, context),
};
