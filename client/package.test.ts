import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../tests/support/http.ts";

const run = promisify(execFile);
const clientFolder = fileURLToPath(new URL(".", import.meta.url));
const packed = ["dist/generated/api.d.ts", "dist/generated/api.js", "dist/index.d.ts", "dist/index.js"];

let app: TestApp;
let server: TestServer;
/** A project of another team, with the packed client installed and nothing more. */
let project: string;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
  project = await mkdtemp(join(tmpdir(), "dovetail-package-"));
  await writeFile(join(project, "package.json"), '{ "type": "module", "private": true }');
  await run("npm", ["pack", "--pack-destination", project], { cwd: clientFolder });
  const tarball = (await readdir(project)).find((name) => name.endsWith(".tgz")) ?? "";
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`], { cwd: project });
});
afterAll(async () => {
  await rm(project, { recursive: true, force: true });
  await server.stop();
  await app.stop();
});

const installed = () => join(project, "node_modules/@dovetail/client");

test("the package holds the built client, its types and the OpenAPI document, and no tests or sources", async () => {
  const files = (await readdir(installed(), { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(installed().length + 1));
  expect(paths).toEqual(expect.arrayContaining([...packed, "generated/openapi.json", "package.json", "README.md"]));
  expect(paths.filter((path) => /\.test\.|(?<!\.d)\.ts$|^server|^shared/.test(path))).toEqual([]);
});

test("the package brings no other, and names neither tRPC, zod nor the server's files", async () => {
  expect((await readdir(join(project, "node_modules"))).filter((name) => !name.startsWith("."))).toEqual(["@dovetail"]);
  for (const path of await readdir(join(installed(), "dist"), { recursive: true })) {
    if (!path.endsWith(".ts") && !path.endsWith(".js")) continue;
    const text = await readFile(join(installed(), "dist", path), "utf8");
    expect(text, path).not.toMatch(/@trpc|\bzod\b|(?:shared|server)\/\w|from "[^.]/);
  }
});

test("plain JavaScript calls a service with the installed package", async () => {
  const script = `
    import { createClient, isError } from "@dovetail/client";
    const client = createClient({ url: ${JSON.stringify(server.url)} });
    const [page, tags] = await Promise.all([client.articles.list(), client.tags.list()]);
    const error = await client.articles.get({ slug: "nowhere" }).catch((reason) => reason);
    console.log(JSON.stringify([page.articlesCount, tags, isError(error, "articles.get", "not_found")]));`;
  await writeFile(join(project, "use.js"), script);
  const { stdout } = await run(process.execPath, ["use.js"], { cwd: project });
  expect(JSON.parse(stdout)).toEqual([0, { tags: [] }, true]);
});

test("the package bears the version of the service", async () => {
  const versionIn = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, "utf8")).version;
  expect(await versionIn(join(installed(), "package.json"))).toBe(
    await versionIn(join(clientFolder, "../package.json")),
  );
});
