import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wireVersion } from "../../shared/version.ts";

// Runs the commands of package.json in a copy of the project that may be broken.

const root = resolve(import.meta.dirname, "../..");
let copy = "";
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "dovetail-contract-"));
  for (const part of ["package.json", "CHANGELOG.md", "shared", "packages", "scripts", "client", "server"])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !path.includes("node_modules") });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(script: "contract:check" | "contract:release") {
  const [command = "", ...rest] = String(JSON.parse(read("package.json")).scripts[script]).split(" ");
  const { status, stdout, stderr } = spawnSync(command, rest, { cwd: copy, encoding: "utf8" });
  return { status, text: stdout + stderr };
}

const read = (path: string) => readFileSync(join(copy, path), "utf8");

function edit(path: string, from: string, to: string) {
  const text = read(path);
  expect(text).toContain(from);
  writeFileSync(join(copy, path), text.replace(from, to));
}

const lock = "shared/contract.lock.json";

test("a release keeps the contracts, and the client with its tests", { timeout: 180_000 }, () => {
  expect(run("contract:release")).toMatchObject({ status: 0 });
  expect(JSON.parse(read(lock)).wire).toBe(wireVersion);
  expect(read("tests/released/client/generated/api.ts")).toBe(read("client/generated/api.ts"));
  expect(read("tests/released/client/story.test.ts")).toContain('from "../../support/app.ts"');
  expect(run("contract:check").text).toContain("0 breaking, 0 compatible");
});

test("a break is refused until the wire's version goes up with an entry in the changelog", { timeout: 180_000 }, () => {
  const wire: number = JSON.parse(read(lock)).wire;
  edit("shared/articles.ts", "tagList: TagList,", "tagList: TagList, summary: requiredText(200),");
  const refused = run("contract:check");
  expect(refused.status).toBe(1);
  expect(refused.text).toContain('articles.publish: input field "summary" is new and required');
  expect(refused.text).toContain(`set the wire version to ${wire + 1}`);
  expect(refused.text).toContain("The wire version is wireVersion in shared/version.ts");

  const kept = read(lock);
  expect(run("contract:release").status).toBe(1);
  expect(read(lock)).toBe(kept);

  edit("shared/version.ts", `wireVersion = ${wire}`, `wireVersion = ${wire + 1}`);
  expect(run("contract:check")).toMatchObject({
    status: 1,
    text: expect.stringContaining("The changelog has no entry"),
  });
  edit("CHANGELOG.md", "## Wire", `## Wire ${wire + 1}\n\n- An article needs a summary.\n\n## Wire`);
  expect(run("contract:check").status).toBe(0);
  expect(run("contract:release").status).toBe(0);
  expect(JSON.parse(read(lock)).wire).toBe(wire + 1);
  expect(existsSync(join(copy, "tests/released/client/errors.test.ts"))).toBe(true);
});
