import { closeSync, openSync, readSync, renameSync, statSync } from "node:fs";

const LOG_MAX_BYTES = 5_000_000;
const TAIL_MAX_BYTES = 16_000;

/** Rotates a log above 5 MB to `<logFile>.1`, replacing an older one. */
export function rotateLog(logFile: string): void {
  if (sizeOf(logFile) > LOG_MAX_BYTES) renameSync(logFile, `${logFile}.1`);
}

/** Size of the log in bytes; 0 if it does not exist. */
export function sizeOf(logFile: string): number {
  return statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
}

/** Content of the log from byte `from` on, at most its last 16 kB. */
export function logSince(logFile: string, from: number): string {
  const size = sizeOf(logFile);
  const start = Math.max(from, size - TAIL_MAX_BYTES);
  if (size <= start) return "";
  const file = openSync(logFile, "r");
  try {
    const buffer = Buffer.alloc(size - start);
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, buffer.length, start));
  } finally {
    closeSync(file);
  }
}

/** The last `count` lines of a text. */
export const lastLines = (text: string, count: number): string => text.trim().split("\n").slice(-count).join("\n");
