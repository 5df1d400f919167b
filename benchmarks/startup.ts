import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isIdle, selfTimes, totalMs } from "./cpu-profile.ts";
import type { Options } from "./options.ts";
import { decimals, type Section } from "./section.ts";
import { median } from "./statistics.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds the worker and profiles its start in workerd with wrangler. */
function startOnce(folder: string): number {
  const outfile = join(folder, "startup.cpuprofile");
  execFileSync("npx", ["wrangler", "check", "startup", "--outfile", outfile], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" },
  });
  return totalMs(selfTimes(outfile).filter((time) => !isIdle(time)));
}

/** Measures the CPU time of the worker's module scope before the first request of an isolate. */
export async function measureStartup({ rounds }: Options, tell: (line: string) => void): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-startup-"));
  try {
    const all = Array.from({ length: rounds }, () => {
      const ms = startOnce(folder);
      tell(`the worker started in ${decimals(ms, 1)} ms`);
      return ms;
    });
    return {
      name: "startup",
      title: "Start of the worker",
      paragraphs: [
        `\`wrangler check startup\`: time the isolate is busy before its first request, of ${rounds} starts.`,
      ],
      tables: [
        {
          caption: "Milliseconds",
          columns: ["", "median", "least", "most"],
          rows: [["worker", ...[median(all), Math.min(...all), Math.max(...all)].map((ms) => decimals(ms, 1))]],
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
