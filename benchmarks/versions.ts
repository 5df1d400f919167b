import { readFileSync } from "node:fs";
import { arch, availableParallelism, platform, totalmem } from "node:os";
import * as z from "zod";

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()).optional(),
});

const manifest = (path: string) => Manifest.parse(JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")));

const gib = 2 ** 30;

/** Kind of machine, without identifying data. */
export const machine = (): string =>
  `${platform()} ${arch()}, ${availableParallelism()} cores, ${Math.round(totalmem() / gib)} GiB memory`;

/** Versions of runtimes, as pinned in the manifests. */
export function runtimeVersions(): string {
  const deno = manifest("../package.json").devDependencies?.deno ?? "?";
  return `Node ${process.versions.node}, Deno ${deno}, Bun ${manifest("./package.json").dependencies.bun ?? "?"}`;
}

function versionsOf(names: readonly string[]): string {
  const all = { ...manifest("../package.json").dependencies, ...manifest("./package.json").dependencies };
  return `${names.map((name) => `${name} ${all[name] ?? "?"}`).join(", ")}.`;
}

/** Versions of the libraries that serve GraphQL. */
export const graphqlVersions = (): string => versionsOf(["graphql", "graphql-yoga", "dataloader"]);

/** Versions of the frameworks that are compared. */
export const peerVersions = (): string =>
  versionsOf([
    "hono",
    "@hono/node-server",
    "@trpc/server",
    "@hono/trpc-server",
    "zod",
    "@orpc/server",
    "orpc-2",
    "fastify",
    "express",
    "elysia",
  ]);
