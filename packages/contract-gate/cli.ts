#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { compareContracts, printBothKinds, type Snapshot } from "./index.ts";

/** Guarantees nothing by itself: a file of another shape fails where it is read. */
const asSnapshot = (text: string) => JSON.parse(text) as Snapshot;

const words = process.argv.slice(2);
const isVerbose = words.includes("--verbose");
const [before, after, ...more] = words.filter((word) => word !== "--verbose");
if (before === undefined || after === undefined || more.length > 0) {
  process.stderr.write("Usage: node cli.ts [--verbose] released.json current.json\n");
  process.exitCode = 2;
} else {
  const [released, current] = [before, after].map((path) => asSnapshot(readFileSync(path, "utf8")));
  const changes = released === undefined || current === undefined ? [] : compareContracts(released, current);
  const lines = printBothKinds(changes, { isVerbose });
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  if (changes.some(({ isBreaking }) => isBreaking)) process.exitCode = 1;
}
