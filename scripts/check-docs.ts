import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Runs what README.md tells a newcomer to type, in its order, and compares the answers with those it shows.

const address = "http://localhost:8787";
const startTimeoutMs = 60_000;

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({ language, text }));

/** What differs from run to run: times, tokens, ids. White space and line breaks are for the eye. */
const lasting = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}(?:\.[\w-]+)?/g, "ID")
    .replace(/\s+/g, "");

/** An answer shown with `…` in it is shown in part. */
function matches(shown: string, printed: string): boolean {
  const parts = lasting(shown).split("…");
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${pattern}$`).test(lasting(printed));
}

async function untilReady(): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if ((await fetch(`${address}/readyz`).catch(() => undefined))?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`npm start was not ready within ${startTimeoutMs} ms`);
}

/** npm ends before the server does; PostgreSQL removes this file when it has stopped cleanly. */
async function untilStopped(pidFile: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (existsSync(pidFile)) {
    if (Date.now() > deadline) throw new Error("the database did not stop");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function run({ language, text }: Block): string {
  if (language === "sh") return execFileSync("bash", ["-euo", "pipefail", "-c", text], { encoding: "utf8" });
  const file = "tour.check.ts";
  writeFileSync(file, text);
  try {
    return execFileSync("node", [file], { encoding: "utf8" });
  } finally {
    rmSync(file);
  }
}

/** Runs every block of the tour and compares the answer with the block that follows it, if one shows it. */
function runTour(blocks: readonly Block[]): number {
  let checked = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.language !== "sh" && block.language !== "ts") continue;
    const printed = run(block);
    const next = blocks[index + 1];
    if (next?.language !== "json" && next?.language !== "text") continue;
    if (!matches(next.text, printed))
      throw new Error(`README.md shows\n${next.text}\nfor\n${block.text}\nbut it printed\n${printed}`);
    checked++;
  }
  return checked;
}

const dataDir = mkdtempSync(join(tmpdir(), "dovetail-docs-"));
const server = spawn("npm", ["start"], {
  stdio: "inherit",
  env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", PORT: "8787" },
});
try {
  await untilReady();
  const tour = readFileSync("README.md", "utf8").split("## A tour")[1]?.split("\n## ")[0] ?? "";
  const checked = runTour(blocksOf(tour));
  if (checked === 0) throw new Error("README.md's tour shows no answer to check");
  process.stdout.write(`README.md: ${checked} answers are as shown.\n`);
} finally {
  server.kill("SIGTERM");
  await untilStopped(join(dataDir, "postgres", "postmaster.pid"));
  rmSync(dataDir, { recursive: true, force: true });
}
