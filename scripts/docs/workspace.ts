import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: root, encoding: "utf8" });

/** The project as somebody who cloned it has it: a folder whose commands may change it. */
export interface Workspace {
  readonly folder: string;
  readonly remove: () => void;
}

/** Copies the project, uncommitted changes too, into a repository of one commit with the packages of this one. */
export function openWorkspace(): Workspace {
  const folder = join(mkdtempSync(join(tmpdir(), "dovetail-docs-")), "dovetail");
  const files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0").filter(Boolean);
  for (const file of files) cpSync(join(root, file), join(folder, file), { recursive: true });
  symlinkSync(resolve(root, "node_modules"), join(folder, "node_modules"));
  const git = (...args: string[]) => run("git", "-C", folder, ...args);
  git("init", "--quiet", "--initial-branch", "main");
  // Ignored as a folder, a link is not; and what the checks put beside a page's own files is none of its changes.
  writeFileSync(join(folder, ".git/info/exclude"), "node_modules\n*.check.ts\n*.check.tsx\ntsconfig.docs.json\n");
  git("config", "user.name", "Reader");
  git("config", "user.email", "reader@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--message", "as cloned");
  return { folder, remove: () => rmSync(dirname(folder), { recursive: true, force: true }) };
}

/** Writes a file below a workspace's folder. */
export function place(folder: string, path: string, text: string): void {
  const target = join(folder, path);
  execFileSync("mkdir", ["-p", dirname(target)]);
  writeFileSync(target, text);
}
