import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { createTemplate, type Template } from "./template.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a PostgreSQL where tests may create databases. */
    readonly clusterUrl: string;
    readonly template: Template;
  }
}

/** The PostgreSQL named by `DATABASE_URL`, or an embedded one for this run. */
async function startCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), "dovetail-test-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Global setup: starts PostgreSQL and creates the template database that test databases are copies of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startCluster();
  project.provide("clusterUrl", url);
  project.provide("template", await createTemplate(url));
  return stop;
}
