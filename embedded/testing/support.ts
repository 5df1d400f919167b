import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client, type QueryResultRow } from "pg";
import { onTestFinished } from "vitest";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "../postgres.ts";

/** A temporary folder, removed after the test; `mode` decides whether other users can traverse it. */
export function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-embedded-"));
  chmodSync(folder, mode);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return folder;
}

/** Starts PostgreSQL in this process, by default without crash safety, and stops it after the test. */
export async function startForTest(
  dataDir: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, ...options });
  onTestFinished(() => postgres.stop());
  return postgres;
}

let prepared: Promise<string> | undefined;

/** Creates a cluster, stops it, and removes it when this process ends. */
async function prepare(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-prepared-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await (await startEmbeddedPostgres({ dataDir: folder, durable: false })).stop();
  return folder;
}

/** A temporary folder with a stopped cluster, a copy of one: initdb costs more than a second of CPU. */
export async function folderWithCluster(): Promise<string> {
  prepared ??= prepare();
  const folder = temporaryFolder();
  cpSync(await prepared, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** Runs a script of this folder in its own process group and returns its first line; killed after the test. */
export async function startScript(script: string, ...args: string[]): Promise<{ process: ChildProcess; line: string }> {
  const file = join(import.meta.dirname, script);
  const running = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "ignore"], detached: true });
  onTestFinished(() => kill(running));
  for await (const line of createInterface({ input: running.stdout })) return { process: running, line };
  throw new Error(`${script} ended without a word`);
}

/** Kills a process by SIGKILL and waits until it has ended. */
export async function kill(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const exit = once(running, "exit");
  running.kill("SIGKILL");
  await exit;
}

/** A connection that is closed after the test, and may break before. */
export async function connectTo(url: string): Promise<Client> {
  const client = new Client(url);
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end().catch(() => {}));
  return client;
}

/** The rows of one statement over a connection of its own. */
export async function queryRows<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Output of `start.ts`. */
export function parseStartLine(line: string): { url: string; pid: number } {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null || !("url" in parsed) || !("pid" in parsed)) throw new Error(line);
  return { url: String(parsed.url), pid: Number(parsed.pid) };
}
