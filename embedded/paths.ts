import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Binaries } from "./binaries.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";

/** PostgreSQL keeps paths of files in the folder in buffers of 1024 bytes, and initdb overruns them. */
const PATH_MAX_BYTES = 900;

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

/** Creates a folder unless it is there. @returns whether it was missing. */
function createFolder(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o755 });
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !statSync(path).isDirectory()) throw error;
    return false;
  }
}

/**
 * Creates a folder and its parents one by one, so that the error is that of the folder which the file system refuses.
 * @returns those that were missing.
 */
function createFolders(path: string): readonly string[] {
  const folders = [resolve(path)];
  for (let parent = dirname(resolve(path)); !existsSync(parent); parent = dirname(parent)) folders.unshift(parent);
  return folders.filter(createFolder);
}

/**
 * Creates the data folder if it is missing, and returns the paths in it.
 * @throws EmbeddedPostgresError when its path is too long for PostgreSQL.
 */
export function pathsIn(dataDir: string): Paths {
  if (Buffer.byteLength(resolve(dataDir)) > PATH_MAX_BYTES) throw new EmbeddedPostgresError(tooLong(dataDir));
  const created = createFolders(dataDir);
  // The server's user must be able to traverse the folders regardless of the umask; private files have their own mode.
  if (process.getuid?.() === 0) for (const folder of created) chmodSync(folder, 0o755);
  const real = realpathSync(dataDir);
  return {
    dataDir: real,
    clusterDir: join(real, "postgres"),
    passwordFile: join(real, "postgres-password"),
    logFile: join(real, "postgres.log"),
  };
}

const otherFolder = "Name another folder (DATA_DIR), or set DATABASE_URL to another PostgreSQL.";

/** Why a file system refuses the data folder, and what to do, by error code. */
const folderErrors: Readonly<Record<string, (dataDir: string) => string>> = {
  EACCES: deniedTo,
  EPERM: deniedTo,
  EROFS: (dataDir) => `The data folder ${dataDir} is on a read-only file system. ${otherFolder}`,
  EEXIST: notAFolder,
  ENOENT: (dataDir) => `The file system has no place for the data folder ${dataDir}. ${otherFolder}`,
  ENOTDIR: notAFolder,
  ENOSPC: (dataDir) =>
    `The disk of the data folder ${dataDir} is full. Free some space, or name another folder (DATA_DIR).`,
  EDQUOT: (dataDir) => `This user's disk quota is used up in the data folder ${dataDir}. ${otherFolder}`,
  ENAMETOOLONG: tooLong,
};

function deniedTo(dataDir: string): string {
  return (
    `This user (${process.getuid?.() ?? "?"}) has no access to the data folder ${dataDir}, perhaps because it was first used by root. ` +
    "Start as that user again, give the folder to this user (chown -R), or name another folder (DATA_DIR)."
  );
}

function tooLong(dataDir: string): string {
  return `The path of the data folder ${dataDir} is too long. ${otherFolder}`;
}

function notAFolder(dataDir: string): string {
  return `The data folder ${dataDir} cannot be created: it, or a part of its path, is a file. ${otherFolder}`;
}

/** Runs `work`; turns a file system's error into an error that says what is wrong with the data folder. */
export async function explainFolderErrors<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    const sentence = code !== undefined && Object.hasOwn(folderErrors, code) ? folderErrors[code] : undefined;
    if (sentence === undefined) throw error;
    throw new EmbeddedPostgresError(sentence(resolve(dataDir)), { cause: error });
  }
}

/**
 * Checks that initdb can start the server's program, which it does through a shell, with the program's path in double quotes.
 * @throws EmbeddedPostgresError naming the path and what to do.
 */
export function checkProgramPath({ initdb }: Pick<Binaries, "initdb">): void {
  const isTooLong = Buffer.byteLength(initdb) > PATH_MAX_BYTES;
  if (!isTooLong && (process.platform === "win32" || !/["$`\\]/.test(initdb))) return;
  const reason = isTooLong ? "is too long" : 'contains one of the characters " $ ` \\';
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot create its database, because the path of its programs, ${initdb}, ${reason}. ` +
      "Move the project to another folder, or set DATABASE_URL to another PostgreSQL.",
  );
}
