import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(root, path), "utf8");

test("every dependency of the service has its reason in docs/DEPENDENCIES.md", () => {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(read("package.json"));
  const reasons = read("docs/DEPENDENCIES.md")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|")[1] ?? "")
    .flatMap((names) => names.split(",").map((name) => name.trim()));
  expect(Object.keys(dependencies).filter((name) => !reasons.includes(name))).toEqual([]);
});

test("arctic, which is frozen upstream, is imported by one file", () => {
  const files = execFileSync("git", ["grep", "-lE", 'from "arctic"', "--", "server", "shared", "scripts", "client"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(files.trim().split("\n")).toEqual(["server/providers/identity/provider.ts"]);
});
