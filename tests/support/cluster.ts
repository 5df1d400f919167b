import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { connect } from "../../server/database/index.ts";
import { migrate } from "../../server/database/migrate.ts";
import { adminPool, templateName } from "./database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL where tests may create databases; its own database is the migrated template's neighbour. */
    readonly clusterUrl: string;
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

/** Runs once before all test files: starts PostgreSQL and migrates the template that each file's database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startCluster();
  const template = new URL(url);
  template.pathname = `/${templateName}`;
  const admin = adminPool(url);
  await admin.query(`drop database if exists ${templateName} with (force)`);
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const { db, close } = connect(template.href, {
    maxConnections: 1,
    maxWaiting: 10,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
  await migrate(db);
  await close();
  project.provide("clusterUrl", url);
  return stop;
}
