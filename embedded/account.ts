import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, parse } from "node:path";
import { type Binaries, unavailable } from "./binaries.ts";
import { EmbeddedPostgresError } from "./errors.ts";

const UNPRIVILEGED_ID = 65534;
const PROBE_TIMEOUT_MS = 10_000;

/** The user and group that own the cluster and run the server. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** How PostgreSQL's programs are started. */
export interface Account {
  /** Set when this process runs as root: PostgreSQL refuses to run as root, so its programs run as this user. */
  readonly owner: Owner | undefined;
  /** Command prefix for a program and its arguments; empty if the program is started directly. */
  readonly prefix: readonly string[];
}

/** Arguments for `spawn`. */
export interface Command {
  readonly file: string;
  readonly args: string[];
  readonly options: { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true; uid?: number; gid?: number };
}

/**
 * Selects the user that runs PostgreSQL: the current user, unless that is root. Root uses the cluster's owner, else
 * `nobody` (65534). If that user cannot traverse a parent folder (a project in /root), `setpriv` gives the programs the
 * one capability that they need.
 * @throws EmbeddedPostgresError naming the folder, when it is not accessible and `setpriv` cannot help.
 */
export function chooseAccount(binaries: Binaries, dataDir: string, clusterDir: string): Account {
  if (process.getuid === undefined || process.getuid() !== 0) return { owner: undefined, prefix: [] };
  const owner = ownerOf(clusterDir) ?? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID };
  const closed = closedFolder(dataDir, owner) ?? closedFolder(dirname(binaries.postgres), owner);
  if (closed === undefined) return { owner, prefix: [] };
  const failures: string[] = [];
  // CAP_DAC_READ_SEARCH is enough, unless the binaries themselves are not executable (npm under umask 077).
  for (const capability of ["dac_read_search", "dac_override"]) {
    const prefix = setprivPrefix(owner, capability);
    // Probed through a shell, since setpriv itself still has all rights of root when it starts its program.
    const failure = probe([...prefix, "/bin/sh", "-c", 'exec "$0" --version', binaries.postgres]);
    if (failure === undefined) return { owner, prefix };
    failures.push(failure);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot run as root, and as user ${owner.uid} it cannot pass the folder ${closed} (${failures.join("; ")}). ` +
      `Keep the project and its data (DATA_DIR) outside ${closed}, or set DATABASE_URL to another PostgreSQL.`,
  );
}

/** The first folder of `path`, itself included, that the user cannot traverse; undefined if all are accessible. */
export function closedFolder(path: string, { uid, gid }: Owner): string | undefined {
  const parents = [path];
  for (let folder = path; folder !== parse(folder).root; folder = dirname(folder)) parents.unshift(dirname(folder));
  return parents.find((folder) => {
    const stats = statSync(folder);
    const bit = stats.uid === uid ? 0o100 : stats.gid === gid ? 0o010 : 0o001;
    return (stats.mode & bit) === 0;
  });
}

/** Command line of a PostgreSQL program, run as the account, with an environment that holds none of the service's settings. */
export function command(account: Account, program: string, args: readonly string[]): Command {
  const [file = program, ...rest] = [...account.prefix, program, ...args];
  const options = { cwd: parse(program).root, env: environment(), windowsHide: true } as const;
  const isDirect = account.prefix.length === 0;
  return { file, args: rest, options: isDirect && account.owner ? { ...options, ...account.owner } : options };
}

/** Turns a failed `spawn` into an error that says what to do. */
export function cannotSpawn(code: string | undefined, { file }: Command): EmbeddedPostgresError {
  if (code === "ENOENT") {
    const reason = `${file} did not start; its system loader is missing, as on Linux without glibc.`;
    return unavailable(`${process.platform}-${process.arch}`, reason);
  }
  const hint = process.getuid?.() === 0 ? " As root, the right to change to another user (CAP_SETUID) is needed." : "";
  return new EmbeddedPostgresError(
    `${file} did not start (${code}).${hint} Or set DATABASE_URL to another PostgreSQL.`,
  );
}

function ownerOf(clusterDir: string): Owner | undefined {
  const stats = statSync(clusterDir, { throwIfNoEntry: false });
  return stats === undefined || stats.uid === 0 ? undefined : { uid: stats.uid, gid: stats.gid };
}

function setprivPrefix({ uid, gid }: Owner, capability: string): string[] {
  // Without no_setuid_fixup, access(2) ignores capabilities, and PostgreSQL checks its own binary by access(2).
  const capabilities = `-all,+${capability}`;
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--securebits=+no_setuid_fixup"];
  return ["setpriv", ...identity, `--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`];
}

function probe([file = "", ...args]: string[]): string | undefined {
  const result = spawnSync(file, args, { encoding: "utf8", env: environment(), timeout: PROBE_TIMEOUT_MS });
  if (result.error !== undefined) return result.error.message;
  return result.status === 0 ? undefined : result.stderr.trim() || `${file} ended with ${result.status}`;
}

function environment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {};
  for (const name of ["PATH", "Path", "SystemRoot", "TEMP", "TMP", "TMPDIR"]) {
    if (process.env[name] !== undefined) kept[name] = process.env[name];
  }
  // A fixed TZ saves initdb a search through all zone files. LC_ALL keeps messages in the language that is matched.
  return { ...kept, TZ: "UTC", LC_ALL: "C" };
}
