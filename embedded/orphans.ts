import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";
import { isAlive, isServerOf, serversOf, sleep } from "./processes.ts";

const POLL_MS = 20;

type Steps = readonly (readonly ["SIGINT" | "SIGQUIT" | "SIGKILL", number])[];
/** Signals to send, each with its timeout in milliseconds. */
export const SHUTDOWN_STEPS: Steps = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
];

/** Sends PostgreSQL's fast (`SIGINT`) or immediate (`SIGQUIT`) shutdown, or `SIGKILL`, to a process. */
export type Shutdown = (pid: number, signal: "SIGINT" | "SIGQUIT" | "SIGKILL") => void;

/** The lines of a cluster's `postmaster.pid`: pid, folder, start time, port, socket folder, address, memory, status. */
export function readPidFile(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/**
 * Stops an orphaned server or orphaned backends of an earlier, killed process. Removes a stale `postmaster.pid` whose id
 * now belongs to an unrelated process, or that holds none, since PostgreSQL would refuse to start.
 * The caller must hold the folder's lock.
 * @throws EmbeddedPostgresError when the old server cannot be stopped within about 20 s.
 */
export async function stopPreviousServer(
  clusterDir: string,
  shutdown: Shutdown,
  log: (line: string) => void,
): Promise<void> {
  const recorded = readPidFile(clusterDir)[0];
  if (recorded === undefined) return;
  // A server without listeners (--single) writes its id as a negative number.
  const pid = Math.abs(Number.parseInt(recorded, 10));
  if (isAlive(pid) && isServerOf(pid, clusterDir)) {
    log(`stopping the PostgreSQL that an earlier run left behind (process ${pid})`);
    await stopProcesses(() => (isAlive(pid) && isServerOf(pid, clusterDir) ? [pid] : []), shutdown, SHUTDOWN_STEPS);
  } else if (isAlive(pid)) {
    log(`removing postmaster.pid: its process ${pid} is not this cluster's PostgreSQL`);
    rmSync(join(clusterDir, "postmaster.pid"), { force: true });
  }
  // Backends without a postmaster cannot shut down cleanly; acknowledged commits are in the write-ahead log.
  await stopProcesses(() => serversOf(clusterDir), shutdown, SHUTDOWN_STEPS.slice(1));
  // A power cut or a full disk leaves the file empty. Elsewhere than on Linux, a server that it stood for would not be found.
  if (Number.isNaN(pid) && process.platform === "linux") {
    log("removing postmaster.pid: it holds no process id, as after a power cut");
    rmSync(join(clusterDir, "postmaster.pid"), { force: true });
  }
}

async function stopProcesses(remaining: () => number[], shutdown: Shutdown, steps: Steps): Promise<void> {
  for (const [signal, boundMs] of steps) {
    for (const pid of remaining()) shutdown(pid, signal);
    const deadlineMs = performance.now() + boundMs;
    while (remaining().length > 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
    if (remaining().length === 0) return;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL processes of an earlier run do not stop: ${remaining().join(", ")}. End them by hand.`,
  );
}
