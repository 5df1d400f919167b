import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Resource usage of a process. */
export interface Usage {
  /** User and system time. */
  readonly cpuMs: number;
  readonly rssMib: number;
}

// Linux reports times to user space in ticks of 10 ms (USER_HZ = 100).
const msPerTick = 10;
const pageBytes = 4096;
const mib = 1_048_576;

function linuxUsage(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  // The name, in parentheses, may hold spaces; what follows it is fields 3 and on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  return { cpuMs: (field(14) + field(15)) * msPerTick, rssMib: (field(24) * pageBytes) / mib };
}

/** `1:02.34` or `1-02:03:04` to milliseconds. */
function elapsedMs(text: string): number {
  const [days, clock] = text.includes("-") ? text.split("-") : ["0", text];
  const seconds = (clock ?? "0").split(":").reduce((total, part) => total * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}

function portableUsage(pid: number): Usage {
  const [rssKib = "0", time = "0"] = execFileSync("ps", ["-o", "rss=,time=", "-p", String(pid)], { encoding: "utf8" })
    .trim()
    .split(/\s+/);
  return { cpuMs: elapsedMs(time), rssMib: Number(rssKib) / 1024 };
}

/** Reads the resource usage of another process, with a resolution of about 10 ms. @throws if the process does not exist. */
export const usageOf = (pid: number): Usage => (process.platform === "linux" ? linuxUsage(pid) : portableUsage(pid));
