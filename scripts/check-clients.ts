import { readFileSync, writeFileSync } from "node:fs";
import { linters, tools } from "./clients/foreign-generators.ts";
import { tryNativeClients } from "./clients/native.ts";
import { tryPrism } from "./clients/prism.ts";
import { withTable } from "./clients/results-table.ts";
import { type TrialResult, tryLinter, tryTool } from "./clients/try-tool.ts";
import { startServer } from "./docs/server.ts";
import { openWorkspace } from "./docs/workspace.ts";

// Generates clients with third-party generators from the document of a running service, compiles them and runs a test
// story with each. Lints the document, and validates all calls through a proxy. Not part of the gate, since it installs
// a few hundred packages. `--cheap` runs the CI subset; names select generators. Only a full run writes docs/CLIENTS.md.
// Our own clients for Swift, Kotlin and Dart run where their toolchain is; `--native` runs them alone.

const port = 8790;
const proxyPort = 8791;
const origin = `http://localhost:${port}`;
const api = `${origin}/api`;
const page = "docs/CLIENTS.md";

const [first, ...others] = process.argv.slice(2);
const isCheap = first === "--cheap";
const isNative = first === "--native";
const names = isCheap || isNative || first === undefined ? others : [first, ...others];
const isWanted = (name: string) => !isNative && (names.length === 0 || names.includes(name));

const all: TrialResult[] = [];
function report(result: TrialResult): void {
  all.push(result);
  const outcome = result.failure === undefined ? "works" : `fails:\n${result.failure}\n`;
  process.stdout.write(`${result.name} (${result.seconds.toFixed(0)} s): ${outcome}\n`);
}

const workspace = openWorkspace();
// Every story signs up from one address.
const stop = await startServer(workspace, { port, settings: { LIMITS: "off" } });
let calls = 0;
try {
  const document = await (await fetch(`${origin}/openapi.json`)).text();
  for (const tool of tools)
    if (isWanted(tool.name) && (!isCheap || tool.isCheap)) report(await tryTool(tool, { document, api }));
  for (const linter of linters) if (isWanted(linter.name) && !isCheap) report(await tryLinter(linter, document));
  if (names.length === 0) tryNativeClients(origin, report);
  if (isWanted("Prism") && !isCheap) {
    const result = await tryPrism(document, api, proxyPort);
    calls = result.calls;
    report(result);
  }
} finally {
  await stop();
  workspace.remove();
}
if (!isCheap && !isNative && names.length === 0) writeFileSync(page, withTable(readFileSync(page, "utf8"), all, calls));
if ((all.length === 0 && !isNative) || all.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
