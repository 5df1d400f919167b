import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { RequestText } from "./load.ts";
import type { ServerCommand } from "./servers.ts";

export type Runtime = "node" | "deno" | "bun";

/**
 * Measured cases; contestants omit unsupported ones. `cached`: a public read that is a cache hit.
 * To add a case, add a name here, its requests, and a table in peers.ts.
 */
export const caseNames = ["query", "mutation", "batch", "cached"] as const;
export type CaseName = (typeof caseNames)[number];

/** A server to compare. */
export interface Contestant {
  readonly name: string;
  readonly label: string;
  readonly runtime: Runtime;
  readonly command: ServerCommand;
  readonly requests: Readonly<Partial<Record<CaseName, RequestText>>>;
}

/** Calls in one request of a case; results are given per call. */
export const callsPerRequest: Readonly<Record<CaseName, number>> = { query: 1, mutation: 1, batch: 10, cached: 1 };

/** Path of a contestant in `peers/`. */
export const peer = (file: string) => fileURLToPath(new URL(`./peers/${file}.ts`, import.meta.url));
const bun = fileURLToPath(new URL("./node_modules/.bin/bun", import.meta.url));

/** The binary itself: npm links a wrapper script, whose CPU time is meaningless. */
const deno = () => createRequire(import.meta.url).resolve("deno/deno");

/** Command line for a file by runtime; Deno with the flags of `npm run start:deno`. */
export function runBy(runtime: Runtime, file: string, env: Readonly<Record<string, string>> = {}): ServerCommand {
  if (runtime === "node") return { command: process.execPath, args: [file], env };
  if (runtime === "bun") return { command: bun, args: ["run", file], env };
  return {
    command: deno(),
    args: ["run", "--no-prompt", "--unstable-no-legacy-abort", "--allow-net", "--allow-env", "--allow-read", file],
    env,
  };
}

const id = "how-joints-hold";
const input = { id, limit: 20 };
const ten = Array.from({ length: callsPerRequest.batch }, () => input);

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));

const post = (path: string, body: object = input): RequestText => ({
  method: "POST",
  path,
  body: JSON.stringify(body),
});

const rest = { query: { path: `/articles/${id}?limit=20` }, mutation: post("/articles") };
const trpc = {
  query: { path: `/trpc/articles.get?input=${json(input)}` },
  mutation: post("/trpc/articles.save"),
  batch: { path: `/trpc/${ten.map(() => "articles.get").join(",")}?batch=1&input=${json({ ...ten })}` },
};
const orpcQuery = `/rpc/articles/get?data=${json({ json: input })}`;
const orpc = {
  query: { path: orpcQuery },
  mutation: post("/rpc/articles/save", { json: input }),
  batch: {
    path: `/rpc/__batch__?batch=${json(ten.map(() => ({ url: `http://localhost${orpcQuery}` })))}`,
    headers: { "x-orpc-batch": "buffered" },
  },
};
/** oRPC 2 batches the messages of its peer protocol. */
const orpc2 = {
  ...orpc,
  batch: {
    path: `/rpc/__batch__?data=${json(
      ten.map((_, at) => ({ kind: "request", id: String(at), json: { method: "GET", url: orpcQuery, headers: {} } })),
    )}`,
    headers: { "orpc-batch": "buffered" },
  },
};

const on = (
  runtime: Runtime,
  name: string,
  label: string,
  file: string,
  requests: Contestant["requests"],
): Contestant => ({
  name: runtime === "node" ? name : `${name}-${runtime}`,
  label,
  runtime,
  command: runBy(runtime, peer(file)),
  requests,
});

const dovetail = (runtime: Runtime) => [
  on(runtime, "dovetail-trpc", "Dovetail, tRPC", "dovetail", {
    ...trpc,
    cached: { path: `/trpc/articles.kept?input=${json(input)}` },
  }),
  on(runtime, "dovetail-rest", "Dovetail, REST", "dovetail", {
    query: { path: `/api/articles/${id}?limit=20` },
    mutation: post("/api/articles"),
    cached: { path: `/api/kept/${id}?limit=20` },
  }),
];

/** Baseline of the comparison. */
export const baseline = "bare";

/** All contestants, in the order of the report. */
export const contestants: readonly Contestant[] = [
  on("node", baseline, "node:http, no validation", "bare-node", rest),
  on("node", "fastify", "Fastify 5, JSON Schema", "fastify", rest),
  on("node", "hono", "Hono, zod by hand", "hono", rest),
  on("node", "express", "Express 5, zod by hand", "express", rest),
  ...dovetail("node"),
  on("node", "orpc", "oRPC on node:http", "orpc", orpc),
  on("node", "orpc-2", "oRPC 2 beta on node:http", "orpc-2", orpc2),
  on("node", "trpc-hono", "tRPC on Hono as shipped", "trpc-hono", trpc),
  on("node", "trpc-standalone", "tRPC standalone", "trpc-standalone", trpc),
  on("deno", "bare", "Deno.serve, no validation", "bare-fetch", rest),
  on("deno", "hono", "Hono, zod by hand", "hono", rest),
  ...dovetail("deno"),
  on("bun", "bare", "Bun.serve, no validation", "bare-fetch", rest),
  on("bun", "elysia", "Elysia", "elysia", rest),
  on("bun", "hono", "Hono, zod by hand", "hono", rest),
  ...dovetail("bun"),
];
