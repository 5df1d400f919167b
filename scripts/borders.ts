import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { withRoomsTable } from "./borders/architecture-table.ts";
import { findCycle, type SourceFile, violationsIn } from "./borders/check.ts";

const map = "ARCHITECTURE.md";
const foreign = /^(tests\/released|benchmarks\/peers)\//;

/** All source files of the work tree, except those that belong to other projects. */
const sourceFiles = (): readonly SourceFile[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], { encoding: "utf8" })
    .split("\n")
    .filter((path) => path !== "" && !foreign.test(path) && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const files = sourceFiles();
const complaints = violationsIn(files).map(({ path, specifier, reason }) => `${path}: "${specifier}": ${reason}`);
const cycle = findCycle(files);
if (cycle.length > 0) complaints.push(`rooms import each other: ${cycle.join(" > ")}`);

const text = readFileSync(map, "utf8");
if (process.argv.includes("--write")) writeFileSync(map, withRoomsTable(text));
else if (withRoomsTable(text) !== text)
  complaints.push(`${map} does not show the rooms as they are: npm run borders -- --write`);

for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;
