import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { codeOf } from "./errors.ts";

const PROBE_TIMEOUT_MS = 5_000;
const WINDOWS_START_TOLERANCE_MS = 5_000;

/** Waits for `ms` milliseconds. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether a process with this id is running. A zombie counts as ended: it holds no file, no port and no memory. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  const state = process.platform === "linux" ? linuxStat(pid)?.[0] : undefined;
  return state !== "Z" && state !== "X";
}

/**
 * Start time of a process, which distinguishes it from other processes with the same id.
 * Undefined if the process has ended or the system does not report it.
 */
export function startMark(pid: number): string | undefined {
  if (process.platform === "linux") {
    const startTicks = linuxStat(pid)?.[19];
    return startTicks === undefined ? undefined : `${readText("/proc/sys/kernel/random/boot_id").trim()}:${startTicks}`;
  }
  if (process.platform !== "win32") return output("ps", ["-o", "lstart=", "-p", String(pid)]);
  if (pid === process.pid) return String(Math.round(Date.now() - process.uptime() * 1000));
  return powershell(`([DateTimeOffset](Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`);
}

/** Whether `pid` is still the process with this start time. True if unknown. */
export function isSameProcess(pid: number, mark: string): boolean {
  if (!isAlive(pid)) return false;
  const now = startMark(pid);
  if (now === undefined || mark === "") return isAlive(pid);
  if (process.platform !== "win32") return now === mark;
  return Math.abs(Number(now) - Number(mark)) < WINDOWS_START_TOLERANCE_MS;
}

/** Whether the live process `pid` is a PostgreSQL process of the cluster folder (an absolute, real path). */
export function isServerOf(pid: number, clusterDir: string): boolean {
  if (process.platform !== "linux") {
    const command =
      process.platform === "win32"
        ? powershell(`(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`)
        : output("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
    return command?.includes("postgres") === true && command.includes(clusterDir);
  }
  const args = readText(`/proc/${pid}/cmdline`).split("\0");
  const isPostgres = basename(args[0] ?? "").startsWith("postgres") || args[0]?.startsWith("postgres:") === true;
  return isPostgres && (linkTarget(`/proc/${pid}/cwd`) === clusterDir || args.includes(clusterDir));
}

/** All PostgreSQL processes of a cluster, including orphaned backends. Linux only, else empty. */
export function serversOf(clusterDir: string): number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => isServerOf(pid, clusterDir) && isAlive(pid));
}

/** Fields of /proc/<pid>/stat from `state` (field 3) on; the name before them may contain spaces and brackets. */
function linuxStat(pid: number): string[] | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

const powershell = (script: string) => output("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script]);

function output(file: string, args: string[]): string | undefined {
  try {
    // Fixed time zone and locale: `lstart` prints local time, and two runs may have different settings.
    const env = { ...process.env, TZ: "UTC", LC_ALL: "C" };
    const text = execFileSync(file, args, { encoding: "utf8", env, timeout: PROBE_TIMEOUT_MS, stdio: "pipe" }).trim();
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}
