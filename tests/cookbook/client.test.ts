import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { printClientApi } from "../../scripts/generate/client-api.ts";
import { send } from "./service.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** A folder with the cookbook's client and the file that calls every entry. */
async function layOut(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-cookbook-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(join(root, "client"), join(folder, "client"), {
    recursive: true,
    filter: (path) => !/\.test\.ts$/.test(path) && !["dist", "generated", "node_modules"].includes(basename(path)),
  });
  await mkdir(join(folder, "client/generated"));
  await writeFile(join(folder, "client/generated/api.ts"), printClientApi(cookbook));
  await cp(join(root, "tests/cookbook/client.ts"), join(folder, "use.ts"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = { types: ["node"], typeRoots: [join(root, "node_modules/@types")], rootDir: "." };
  const extending = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["use.ts"], exclude: [] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(extending));
  return folder;
}

/**
 * Serves the cookbook over HTTP.
 * @returns its URL.
 */
async function serve(): Promise<string> {
  const server = createServer(getRequestListener((request) => send(request.url, request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // Cast: a server that listens on a port has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the generated client asks for every entry, with the types of its contract", async () => {
  const [folder, url] = [await layOut(), await serve()];
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--noEmit"]);
  const { stdout } = await run(process.execPath, [join(folder, "use.ts"), url]);
  expect(stdout).toBe("every entry was asked\n");
}, 60_000);
