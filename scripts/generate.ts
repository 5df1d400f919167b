import { readFile, writeFile } from "node:fs/promises";
import { logEvents } from "../server/providers/log-events.ts";
import { createAsyncApiDocument } from "../server/surfaces/asyncapi/index.ts";
import { printGraphqlSchema } from "../server/surfaces/graphql/print.ts";
import { createOpenApiDocument } from "../server/surfaces/openapi/index.ts";
import { events } from "../shared/events.ts";
import { api } from "../shared/index.ts";
import { printClientApi } from "./generate/client-api.ts";
import { printConfiguration } from "./generate/configuration.ts";
import { withLogEvents } from "./generate/log-event-table.ts";
import { buildModel } from "./generate/native/build.ts";
import { printDart } from "./generate/native/dart.ts";
import { printKotlin } from "./generate/native/kotlin.ts";
import { printSwift } from "./generate/native/swift.ts";

/** A generated file. */
interface Product {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

const root = new URL("../", import.meta.url);

const read = (path: string): Promise<string> => readFile(new URL(path, root), "utf8").catch(() => "");

/** The client's package, with the root's version. */
async function clientPackage(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await read("package.json"));
  return (await read("client/package.json")).replace(/"version": "[^"]*"/, `"version": "${version}"`);
}

const native = buildModel(api);

const printed = (document: object) => `${JSON.stringify(document, null, 2)}
`;

const products: readonly Product[] = [
  { path: "client/generated/api.ts", text: printClientApi(api) },
  { path: "client/generated/openapi.json", text: printed(createOpenApiDocument(api, undefined, events)) },
  { path: "client/generated/asyncapi.json", text: printed(createAsyncApiDocument(events)) },
  ...printKotlin(native).map(({ path, text }) => ({ path: `clients/kotlin/${path}`, text })),
  ...printSwift(native).map(({ path, text }) => ({ path: `clients/swift/${path}`, text })),
  { path: "client/generated/schema.graphql", text: printGraphqlSchema(api) },
  ...printDart(native).map(({ path, text }) => ({ path: `clients/dart/${path}`, text })),
  { path: "client/package.json", text: await clientPackage() },
  { path: "docs/CONFIGURATION.md", text: printConfiguration() },
  { path: "docs/OPERATIONS.md", text: withLogEvents(await read("docs/OPERATIONS.md"), logEvents) },
];

const isCheck = process.argv.includes("--check");
const stale: string[] = [];
for (const { path, text } of products) {
  if ((await read(path)) === text) continue;
  stale.push(path);
  if (!isCheck) await writeFile(new URL(path, root), text);
}
if (stale.length > 0) {
  process.stdout.write(`${isCheck ? "stale, run npm run generate" : "written"}: ${stale.join(", ")}\n`);
  if (isCheck) process.exitCode = 1;
}
