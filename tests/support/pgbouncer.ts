import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./runtimes.ts";

/** A pooler of one test. */
export interface Pooler {
  /** The database URL through the pooler. */
  readonly url: string;
  /** Output so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Pool mode and further settings. */
export interface PgBouncerOptions {
  readonly mode: "session" | "transaction" | "statement";
  readonly settings?: Readonly<Record<string, string | number>>;
  /** A newer one than Debian 12's, which tracks the prepared statements of its clients. */
  readonly tracksStatements?: boolean;
}

/** Installed by `.ci/tracking-pgbouncer`. */
const trackingProgram = "pgbouncer-tracking";

/** Why tests of a program are skipped, or `undefined`; with `CI=true` it must be installed. */
export function programMissing(program: string): string | undefined {
  if (spawnSync(program, ["--version"]).status === 0) return undefined;
  if (process.env.CI === "true") throw new Error(`${program} is not installed`);
  return `${program} is not installed`;
}

const missing = programMissing("pgbouncer");

/** Why PgBouncer tests are skipped, or `undefined`; with `CI=true` it must be installed. */
export const pgBouncerMissing = (): string | undefined => missing;

/** The same for a PgBouncer that tracks prepared statements. */
export const trackingPgBouncerMissing = (): string | undefined => programMissing(trackingProgram);

/** Poolers refuse to run as root, or should not. */
export const unprivileged: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const startLimitMs = 10_000;

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function configOf(
  databaseUrl: string,
  port: number,
  { mode, settings = {}, tracksStatements }: PgBouncerOptions,
): string {
  const { hostname, port: serverPort, username, password } = new URL(databaseUrl);
  const server = { host: hostname, port: serverPort || "5432", user: username || "postgres", password };
  const connection = Object.entries(server).flatMap(([name, text]) =>
    text === "" ? [] : [`${name}=${quoted(decodeURIComponent(text))}`],
  );
  // Debian's defaults, except for address and authentication.
  const own = { listen_addr: "127.0.0.1", listen_port: port, auth_type: "any", unix_socket_dir: "", pool_mode: mode };
  const tracking = tracksStatements === true ? { max_prepared_statements: 200 } : {};
  const lines = Object.entries({ ...own, ...tracking, ...settings }).map(([name, value]) => `${name} = ${value}`);
  return ["[databases]", `* = ${connection.join(" ")}`, "[pgbouncer]", ...lines, ""].join("\n");
}

async function ended(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) await sleep(20);
}

/**
 * Starts a pooler's program in front of the database's server.
 * @param configure writes its files to a folder, and returns its arguments.
 */
export async function startPooler(
  program: string,
  databaseUrl: string,
  configure: (folder: string, port: number) => Promise<readonly string[]>,
): Promise<Pooler> {
  const folder = mkdtempSync(join(tmpdir(), `dovetail-${program}-`));
  chmodSync(folder, 0o777);
  const port = await freePort();
  const args = await configure(folder, port);
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], ...unprivileged });
  let output = "";
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  const stop = async () => {
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
    await ended(child);
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const until = Date.now() + startLimitMs; !(await isListening(port)); await sleep(20)) {
    if (Date.now() < until && child.exitCode === null) continue;
    await stop();
    throw new Error(`${program} did not start:\n${output}`);
  }
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return { url: url.href, output: () => output, stop };
}

/** Starts PgBouncer in front of the database's server. */
export const startPgBouncer = (databaseUrl: string, options: PgBouncerOptions): Promise<Pooler> =>
  startPooler(options.tracksStatements === true ? trackingProgram : "pgbouncer", databaseUrl, async (folder, port) => {
    const config = join(folder, "pgbouncer.ini");
    writeFileSync(config, configOf(databaseUrl, port, options), { mode: 0o644 });
    return [config];
  });
