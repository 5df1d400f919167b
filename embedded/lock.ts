import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { codeOf } from "./errors.ts";
import { isAlive, isSameProcess, startMark } from "./processes.ts";

const ATTEMPTS_MAX = 100;

/** Another live process, or this one, already uses the folder. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
  /** Id of the process that holds the lock. */
  readonly pid: number;

  constructor(dataDir: string, pid: number) {
    const who = pid === process.pid ? `this very process (${pid})` : `process ${pid}`;
    super(
      `The data folder ${dataDir} is in use by ${who}. Stop that process, or give this one a folder of its own (DATA_DIR) or another database (DATABASE_URL).`,
    );
    this.pid = pid;
  }
}

/** A lock held by this process until `release` (idempotent) or until the process ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Locks a folder for this process, or throws `FolderInUse` immediately. A stale lock of a killed process is taken over.
 *
 * Each holder is a numbered file in `<dataDir>/lock`. The highest number holds the lock; it is never deleted, only
 * emptied. A takeover creates the next number by link(2), which is atomic, so it never removes a lock it has not
 * checked. Processes in different containers do not see each other's process ids and are not excluded.
 */
export function lockFolder(dataDir: string): FolderLock {
  const lockDir = join(resolve(dataDir), "lock");
  mkdirSync(lockDir, { recursive: true });
  const draft = join(lockDir, `new-${process.pid}-${randomBytes(6).toString("hex")}`);
  writeFileSync(draft, `${process.pid}\n${startMark(process.pid) ?? ""}\n`, { flag: "wx", mode: 0o644 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const ruling = highest(lockDir);
      const holderPid = livingHolder(join(lockDir, String(ruling)));
      if (holderPid !== undefined) throw new FolderInUse(resolve(dataDir), holderPid);
      if (claim(lockDir, draft, ruling + 1)) return held(lockDir, ruling + 1);
    }
    throw new Error(`Could not lock ${lockDir}: it changed ${ATTEMPTS_MAX} times while being read.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function claim(lockDir: string, draft: string, number: number): boolean {
  const file = join(lockDir, String(number));
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  // A slow process may create a number that has been deleted since; a process that sees a higher number has lost.
  if (highest(lockDir) === number) return true;
  rmSync(file, { force: true });
  return false;
}

function held(lockDir: string, number: number): FolderLock {
  for (const name of readdirSync(lockDir)) {
    const draftPid = /^new-(\d+)-/.exec(name)?.[1];
    const isOld = draftPid === undefined ? Number(name) < number : !isAlive(Number(draftPid));
    if (isOld) rmSync(join(lockDir, name), { force: true });
  }
  let isHeld = true;
  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    try {
      truncateSync(join(lockDir, String(number)), 0);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
    }
  };
  return { release };
}

function highest(lockDir: string): number {
  const numbers = readdirSync(lockDir).filter((name) => /^\d+$/.test(name));
  return Math.max(0, ...numbers.map(Number));
}

/** The process that holds a lock file; undefined if the file is missing, released or incomplete, or its process has ended. */
function livingHolder(file: string): number | undefined {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  const [pid = "", mark = ""] = text.split("\n");
  return isSameProcess(Number(pid), mark) ? Number(pid) : undefined;
}
