import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { judge, judgeLock, printJson, printVerdict, type Snapshot } from "../packages/contract-gate/index.ts";
import { printGraphqlSchema } from "../server/surfaces/graphql/print.ts";
import { events } from "../shared/events.ts";
import { api } from "../shared/index.ts";
import "../shared/jobs.ts";
import "../shared/messages.ts";
import "../shared/received-webhooks.ts";
import "../shared/schedules.ts";
import { wireVersion } from "../shared/version.ts";
import { compareGraphql } from "./contract/compare-graphql.ts";
import { locksBefore, printRelease } from "./contract/history.ts";
import { keepClient } from "./contract/released-client.ts";
import { snapshotOf } from "./contract/snapshot.ts";

// `check` compares the contracts with the last release; `release` records them as the new release. `--verbose` lists
// the compatible changes as well. Definitions are validated as they are loaded, those of jobs, messages and webhooks
// too: `npm run deploy` relies on it (ADR 45).

const root = new URL("../", import.meta.url);
const lock = new URL("shared/contract.lock.json", root);
const graphqlLock = new URL("shared/contract.lock.graphql", root);

/** Guarantees a snapshot: only `release` writes the file. */
const released = JSON.parse(await readFile(lock, "utf8")) as Snapshot;
const changelog = await readFile(new URL("CHANGELOG.md", root), "utf8");
const current = snapshotOf(api, wireVersion, events);
const graphqlSchema = printGraphqlSchema(api);
const releasedGraphql = await readFile(graphqlLock, "utf8");
const verdict = judge(released, current, changelog, compareGraphql(releasedGraphql, graphqlSchema));
process.stdout.write(`${printVerdict(verdict, released.wire, { isVerbose: process.argv.includes("--verbose") })}\n`);
const release = judgeLock(locksBefore(fileURLToPath(root)), released, changelog);
process.stdout.write(`${printRelease(release)}\n`);
if (verdict.refusals.length > 0 || (release?.refusals.length ?? 0) > 0) {
  process.stdout.write("The wire version is wireVersion in shared/version.ts, the changelog is CHANGELOG.md.\n");
  process.exitCode = 1;
} else if (process.argv[2] === "release") {
  await writeFile(lock, `${printJson(current)}\n`);
  await writeFile(graphqlLock, graphqlSchema);
  await keepClient(root);
  process.stdout.write(`Released: shared/contract.lock.json and tests/released/ are wire ${current.wire} as of now.\n`);
}
