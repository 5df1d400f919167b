import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { cannotSpawn, command } from "./account.ts";
import type { ClusterNeeds } from "./cluster.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";
import { readPidFile, SHUTDOWN_STEPS, type Shutdown } from "./orphans.ts";
import { sleep } from "./processes.ts";
import { whenProgramEnds } from "./program-end.ts";
import { lastLines, logSince, rotateLog, sizeOf } from "./server-log.ts";

const READY_TIMEOUT_MS = 30_000;
const READY_POLL_MS = 5;
const START_ATTEMPTS_MAX = 40;
const RETRY_PAUSE_MS = 250;
const LOG_LINES_QUOTED = 15;

/** A running server process. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Resolves when the process has ended, for any reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown; escalates after 10 s. Resolves when the process has ended; idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the server on the given or a free port of 127.0.0.1 and waits until it accepts connections, crash recovery
 * included. Retries when the port has been taken meanwhile, or a killed server has not yet released its shared memory.
 * @throws EmbeddedPostgresError with the last lines of its log when it exits or is not ready within 30 s.
 */
export async function startServer(needs: ClusterNeeds, port?: number): Promise<Server> {
  const { logFile } = needs.paths;
  rotateLog(logFile);
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  for (let attempt = 1; ; attempt++) {
    const logStart = sizeOf(logFile);
    const server = await spawnServer(needs, port ?? (await freePort()));
    const outcome = await readiness(server, needs.paths.clusterDir, deadlineMs);
    if (outcome === "ready") return server;
    await server.stop();
    const text = logSince(logFile, logStart);
    const isOver = attempt >= START_ATTEMPTS_MAX || performance.now() > deadlineMs;
    const isTransient =
      /could not bind|could not create any TCP|pre-existing shared memory block|postmaster\.pid" already exists/.test(
        text,
      );
    if (outcome === "slow" || isOver || !isTransient) throw startError(outcome, logFile, text);
    if (!text.includes("could not bind")) await sleep(RETRY_PAUSE_MS);
  }
}

/** Sends signals to the server: Windows has no signals, so there PostgreSQL's own program emulates them. */
export function shutdownBy(pgCtl: string): Shutdown {
  return (pid, signal) => {
    try {
      if (process.platform !== "win32") process.kill(pid, signal);
      else spawnSync(pgCtl, ["kill", signal.slice("SIG".length), String(pid)], { windowsHide: true });
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  };
}

const commonSettings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  cluster_name: "dovetail",
  max_connections: "100",
  shared_buffers: "64MB",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  io_method: "sync",
  max_logical_replication_workers: "0",
  logging_collector: "off",
  log_checkpoints: "off",
  // Server events only: statement errors go to the client, and statement texts may contain private data.
  log_min_messages: "log",
  log_min_error_statement: "panic",
};
/** For data that may be lost, as of tests: faster, and a crash corrupts the cluster. */
const disposableSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  // Statistics that change by themselves would change plans between runs.
  autovacuum: "off",
  max_connections: "200",
};
// Set on the command line, which takes precedence over postgresql.conf.
const durableSettings = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };

async function spawnServer(needs: ClusterNeeds, port: number): Promise<Server> {
  const { account, binaries, paths, durable } = needs;
  const merged = { ...commonSettings, ...(durable ? durableSettings : disposableSettings), port: String(port) };
  const flags = Object.entries(merged).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const program = command(account, binaries.postgres, ["-D", paths.clusterDir, ...flags]);
  const log = openSync(paths.logFile, "a", 0o600);
  // Its own process group: Ctrl-C in a terminal reaches the whole group, while this process still has requests to finish.
  const detached = process.platform !== "win32";
  const child = spawn(program.file, program.args, { ...program.options, detached, stdio: ["ignore", log, log] });
  closeSync(log);
  const spawned = new Promise<number>((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", (error) => reject(cannotSpawn(codeOf(error), program)));
  });
  const pid = await spawned;
  return { pid, port, ...lifecycleOf(child, pid, shutdownBy(binaries.pgCtl)) };
}

/** Observes the end of the server's process, and stops it. */
function lifecycleOf(child: ChildProcess, pid: number, shutdown: Shutdown): Pick<Server, "exited" | "stop"> {
  let isGone = false;
  // The server does not keep the program alive; a program that ends without stop() stops its server.
  child.unref();
  const removeHook = whenProgramEnds(() => shutdown(pid, "SIGINT"));
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      isGone = true;
      removeHook();
      resolve();
    });
  });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    child.ref();
    for (const [signal, boundMs] of SHUTDOWN_STEPS) {
      if (isGone) return;
      shutdown(pid, signal);
      await waitAtMost(exited, boundMs);
    }
  };
  return {
    exited,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Waits until the server accepts connections or has ended; "slow" at the deadline, a time of `performance.now()`. */
async function readiness(server: Server, clusterDir: string, deadlineMs: number): Promise<"ready" | "ended" | "slow"> {
  let isGone = false;
  server.exited.then(() => {
    isGone = true;
  });
  while (performance.now() < deadlineMs) {
    if (isGone) return "ended";
    const lines = readPidFile(clusterDir);
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === "ready") return "ready";
    await sleep(READY_POLL_MS);
  }
  return "slow";
}

function startError(outcome: "ended" | "slow", logFile: string, text: string): EmbeddedPostgresError {
  const what = outcome === "ended" ? "ended while starting" : `was not ready within ${READY_TIMEOUT_MS / 1000} s`;
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL ${what}. The end of ${logFile}:\n${lastLines(text, LOG_LINES_QUOTED)}\nOr set DATABASE_URL to another PostgreSQL.`,
  );
}

/** Resolves when `done` resolves, or after `boundMs`. */
async function waitAtMost(done: Promise<void>, boundMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, boundMs);
  });
  await Promise.race([done, bound]);
  clearTimeout(timer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
