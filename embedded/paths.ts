import { chmodSync, mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";

/** Paths of the embedded PostgreSQL; absolute and without symbolic links. */
export interface Paths {
  readonly dataDir: string;
  /** The data cluster. */
  readonly clusterDir: string;
  /** The superuser's password, mode 0600. */
  readonly passwordFile: string;
  /** The server's log. */
  readonly logFile: string;
}

/** Creates the data folder if it is missing, and returns the paths in it. */
export function pathsIn(dataDir: string): Paths {
  const wasMissing = mkdirSync(dataDir, { recursive: true, mode: 0o755 }) !== undefined;
  // The server's user must be able to traverse the folder regardless of the umask; private files have their own mode.
  if (wasMissing && process.getuid?.() === 0) chmodSync(dataDir, 0o755);
  const real = realpathSync(dataDir);
  return {
    dataDir: real,
    clusterDir: join(real, "postgres"),
    passwordFile: join(real, "postgres-password"),
    logFile: join(real, "postgres.log"),
  };
}

/** Runs `work`; turns a permission error into an error that says which user should own the folder. */
export async function explainPermissionErrors<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code !== "EACCES" && code !== "EPERM") throw error;
    throw new EmbeddedPostgresError(
      `This user (${process.getuid?.() ?? "?"}) may not work in the data folder ${dataDir}, perhaps because it was first used as root. ` +
        "Start as that user again, give the folder to this user (chown -R), or name another folder (DATA_DIR).",
      { cause: error },
    );
  }
}
