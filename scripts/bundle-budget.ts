import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const maxKiB = 345;

const folder = mkdtempSync(join(tmpdir(), "dovetail-bundle-"));
try {
  execFileSync("wrangler", ["deploy", "--dry-run", "--env", "production", "--outdir", folder], { stdio: "ignore" });
  const kiB = gzipSync(readFileSync(join(folder, "worker.js")), { level: 9 }).length / 1024;
  process.stdout.write(`The worker is ${kiB.toFixed(1)} KiB gzip; its budget is ${maxKiB} KiB.\n`);
  if (kiB > maxKiB) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
