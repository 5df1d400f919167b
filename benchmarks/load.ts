import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const RequestText = z.object({
  method: z.enum(["GET", "POST", "PUT", "DELETE"]).default("GET"),
  path: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON text; `{n}` becomes a number that differs in each request. */
  body: z.string().optional(),
});

/** A load test of one server. */
export const LoadJob = z.object({
  port: z.int(),
  /** Process id of the server, for CPU time and memory. */
  pid: z.int(),
  /** Requests, sent round-robin by all connections together. */
  requests: z.array(RequestText).min(1),
  /** Number of connections, each with one request in flight. */
  connections: z.int().min(1),
  warmSeconds: z.number(),
  seconds: z.number(),
});

export const LoadResult = z.object({
  requests: z.int(),
  perSecond: z.number(),
  /** CPU time of the server process per request. */
  cpuUs: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  rssPeakMib: z.number(),
});

export type RequestText = z.input<typeof RequestText>;
export type LoadJob = z.input<typeof LoadJob>;
export type LoadResult = z.output<typeof LoadResult>;

const program = fileURLToPath(new URL("./load-client.ts", import.meta.url));

/**
 * Applies a load to a server from a separate process, after a warm-up that is not measured.
 * @throws with the client's output when a response is no success or a connection breaks.
 */
export function applyLoad(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let complaint = "";
    child.stdout.on("data", (piece: Buffer) => {
      output += piece.toString();
    });
    child.stderr.on("data", (piece: Buffer) => {
      complaint += piece.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(LoadResult.parse(JSON.parse(output)));
      else reject(new Error(`the load on port ${job.port} failed: ${complaint.trim()}`));
    });
    child.stdin.end(JSON.stringify(job));
  });
}
