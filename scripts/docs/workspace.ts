import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: root, encoding: "utf8" });

/** A fresh clone of the project, which commands may change. */
export interface Workspace {
  readonly folder: string;
  readonly remove: () => void;
}

/** Copies the project, including uncommitted changes, into a repository with one commit and the installed packages. */
export function openWorkspace(): Workspace {
  const folder = join(mkdtempSync(join(tmpdir(), "dovetail-docs-")), "dovetail");
  const files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0").filter(Boolean);
  for (const file of files) cpSync(join(root, file), join(folder, file), { recursive: true });
  symlinkSync(resolve(root, "node_modules"), join(folder, "node_modules"));
  const git = (...args: string[]) => run("git", "-C", folder, ...args);
  git("init", "--quiet", "--initial-branch", "main");
  // `.gitignore` ignores a folder of this name, but not a link; and files that the checks add are not changes of a page.
  writeFileSync(join(folder, ".git/info/exclude"), "node_modules\n*.check.ts\n*.check.tsx\ntsconfig.docs.json\n");
  git("config", "user.name", "Reader");
  git("config", "user.email", "reader@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--message", "as cloned");
  return { folder, remove: () => rmSync(dirname(folder), { recursive: true, force: true }) };
}

/** Writes a file in a workspace. */
export function place(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  execFileSync("mkdir", ["-p", dirname(target)]);
  writeFileSync(target, text);
}
