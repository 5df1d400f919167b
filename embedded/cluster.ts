import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Account, command, type Owner } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";
import { checkProgramPath, type Paths } from "./paths.ts";
import { run } from "./run-program.ts";

const INITDB_TIMEOUT_MS = 120_000;
const SINGLE_USER_TIMEOUT_MS = 60_000;

/** The superuser, and the application's database. */
export const DATABASE = "dovetail";

/** Inputs of `prepareCluster` and of the start of the server. */
export interface ClusterNeeds {
  readonly paths: Paths;
  readonly binaries: Binaries;
  readonly account: Account;
  /** False for data that may be lost, as of tests: faster, without fsync. */
  readonly durable: boolean;
}

/**
 * Ensures that the data folder holds a complete cluster and its password. A new cluster is built in a temporary folder
 * and moved into place atomically, so that an interrupted initdb is never taken for a complete cluster.
 * @returns the password, and whether the cluster is new.
 */
export async function prepareCluster(needs: ClusterNeeds): Promise<{ password: string; created: boolean }> {
  const { dataDir, clusterDir, passwordFile } = needs.paths;
  await removeLeftovers(dataDir);
  const isExisting = hasCluster(clusterDir);
  if (isExisting && needs.account.owner !== undefined) changeOwnerFromRoot(clusterDir, needs.account.owner);
  // PostgreSQL rejects a folder that other users can read, as after `chmod -R` on the project.
  if (isExisting) chmodSync(clusterDir, 0o700);
  const known = readPassword(passwordFile);
  const password = known ?? randomBytes(32).toString("base64url");
  if (!isExisting) {
    if (known === undefined) writePassword(passwordFile, password);
    await createCluster(needs, password);
  } else if (known === undefined) {
    await runInSingleUserMode(needs, clusterDir, DATABASE, `ALTER ROLE ${DATABASE} PASSWORD '${password}';\n`);
    writePassword(passwordFile, password);
  }
  return { password, created: !isExisting };
}

async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith("postgres.init-") || name.startsWith("postgres-password."))
      await removeTree(join(dataDir, name));
  }
}

/** Removes a file or folder; leaves a folder in which another process still creates files. */
async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 });
  } catch (error) {
    // An orphaned initdb may still write there; a later start removes it.
    if (!["ENOTEMPTY", "EBUSY"].includes(codeOf(error) ?? "")) throw error;
  }
}

/**
 * Whether the folder holds a cluster. Removes an empty folder, so that a new cluster can be moved into its place.
 * @throws EmbeddedPostgresError when it holds anything else.
 */
function hasCluster(clusterDir: string): boolean {
  if (existsSync(join(clusterDir, "PG_VERSION"))) return true;
  if (!existsSync(clusterDir)) return false;
  if (readdirSync(clusterDir).length > 0) {
    throw new EmbeddedPostgresError(
      `${clusterDir} is not empty but holds no PostgreSQL data. Move it away and start again.`,
    );
  }
  rmdirSync(clusterDir);
  return false;
}

async function createCluster(needs: ClusterNeeds, password: string): Promise<void> {
  checkProgramPath(needs.binaries);
  const { dataDir, clusterDir } = needs.paths;
  const buildDir = mkdtempSync(join(dataDir, "postgres.init-"));
  try {
    const passwordFile = join(buildDir, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const { owner } = needs.account;
    if (owner !== undefined) for (const path of [passwordFile, buildDir]) chownSync(path, owner.uid, owner.gid);
    const draft = join(buildDir, "cluster");
    await initdb(needs, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, "--no-sync", ...initdbArgs]);
    // Renaming takes 35 ms, CREATE DATABASE 150 ms, and a database called postgres is not needed.
    await runInSingleUserMode(needs, draft, "template1", `ALTER DATABASE postgres RENAME TO ${DATABASE};\n`);
    if (needs.durable) await initdb(needs, [`--pgdata=${draft}`, "--sync-only"]);
    renameSync(draft, clusterDir);
    if (needs.durable) syncFolder(dataDir);
  } finally {
    await removeTree(buildDir);
  }
}

const initdbArgs = [
  `--username=${DATABASE}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  // PostgreSQL's builtin C.UTF-8: case mapping for all of Unicode, the same sort order on every machine, no ICU.
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  "--no-instructions",
];

const initdb = ({ account, binaries }: ClusterNeeds, args: string[]) =>
  run("initdb", command(account, binaries.initdb, args), INITDB_TIMEOUT_MS);

/** Runs one SQL statement in single-user mode. The cluster's server must be stopped. */
async function runInSingleUserMode(
  needs: ClusterNeeds,
  clusterDir: string,
  database: string,
  sql: string,
): Promise<void> {
  const settings = ["-c", "log_checkpoints=off", "-c", "log_statement=none", "-c", "log_min_error_statement=panic"];
  const args = ["--single", "-j", ...settings, "-c", "exit_on_error=on", "-D", clusterDir, database];
  await run(
    "postgres --single",
    command(needs.account, needs.binaries.postgres, args),
    SINGLE_USER_TIMEOUT_MS,
    `${sql}\n\n`,
  );
}

function readPassword(passwordFile: string): string | undefined {
  if (!existsSync(passwordFile)) return undefined;
  const password = readFileSync(passwordFile, "utf8").trim();
  if (!/^[\w-]{16,}$/.test(password)) return undefined;
  chmodSync(passwordFile, 0o600);
  return password;
}

function writePassword(passwordFile: string, password: string): void {
  const draft = `${passwordFile}.${process.pid}`;
  const file = openSync(draft, "wx", 0o600);
  writeFileSync(file, `${password}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, passwordFile);
}

/** Changes the owner of a cluster that root has restored or copied, since PostgreSQL requires that its user owns it. */
function changeOwnerFromRoot(path: string, owner: Owner): void {
  if (statSync(path).uid !== 0) return;
  for (const name of readdirSync(path, { recursive: true, encoding: "utf8" }))
    lchownSync(join(path, name), owner.uid, owner.gid);
  // The folder itself last: its owner shows the next start that all files below are done.
  chownSync(path, owner.uid, owner.gid);
}

function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
