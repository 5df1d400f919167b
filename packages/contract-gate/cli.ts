#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { compareContracts, printChanges, type Snapshot } from "./index.ts";

/** Guarantees nothing by itself: a file of another shape fails where it is read. */
const asSnapshot = (text: string) => JSON.parse(text) as Snapshot;

const [before, after, ...more] = process.argv.slice(2);
if (before === undefined || after === undefined || more.length > 0) {
  process.stderr.write("Usage: node cli.ts released.json current.json\n");
  process.exitCode = 2;
} else {
  const [released, current] = [before, after].map((path) => asSnapshot(readFileSync(path, "utf8")));
  const changes = released === undefined || current === undefined ? [] : compareContracts(released, current);
  const breaking = changes.filter(({ isBreaking }) => isBreaking);
  const compatible = changes.filter(({ isBreaking }) => !isBreaking);
  const lines = [...printChanges("Breaking", breaking), ...printChanges("Compatible", compatible)];
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  if (breaking.length > 0) process.exitCode = 1;
}
