import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "./feature-names.ts";

/** File changes: the new text, or `null` to delete the file. Paths are relative to the root. */
export type Plan = ReadonlyMap<string, string | null>;

/** A plan under construction: reads include its own pending writes. */
export class Draft {
  readonly root: string;
  readonly #files = new Map<string, string | null>();

  constructor(root: string) {
    this.root = root;
  }

  read(path: string): string {
    const planned = this.#files.get(path);
    if (typeof planned === "string") return planned;
    const place = join(this.root, path);
    if (planned === null || !existsSync(place))
      throw new Refusal(`${path} is missing: this does not look like a Dovetail project.`);
    return readFileSync(place, "utf8");
  }

  has(path: string): boolean {
    return this.#files.get(path) !== null && (this.#files.has(path) || existsSync(join(this.root, path)));
  }

  /** @throws {Refusal} if the file exists. */
  create(path: string, text: string): void {
    if (this.has(path)) throw new Refusal(`${path} exists already.`);
    this.#files.set(path, text);
  }

  edit(path: string, change: (text: string) => string): void {
    const text = this.read(path);
    const changed = change(text);
    if (changed !== text) this.#files.set(path, changed);
  }

  delete(path: string): void {
    if (this.has(path)) this.#files.set(path, null);
  }

  get plan(): Plan {
    return this.#files;
  }
}

/** @throws {Refusal} if there are uncommitted changes, so that `git diff` shows exactly the changes of the command. */
export function checkWorkTree(root: string): void {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  if (status !== 0)
    throw new Refusal(
      "This is no git work tree, so nothing could be reviewed or taken back: run git init and commit first.",
    );
  if (stdout.trim() !== "") throw new Refusal(`Commit or stash first: the work tree has changes.\n${stdout.trimEnd()}`);
}

/** Generated files. */
const products = [
  "client/generated/api.ts",
  "client/generated/openapi.json",
  "client/package.json",
  "docs/CONFIGURATION.md",
];

/** Deletes a file, and parent folders that become empty. */
function removeFile(place: string): void {
  rmSync(place, { force: true });
  for (let folder = dirname(place); !existsSync(folder) || readdirSync(folder).length === 0; folder = dirname(folder))
    if (existsSync(folder)) rmdirSync(folder);
}

const write = (root: string, path: string, text: string | null) => {
  const place = join(root, path);
  if (text === null) return removeFile(place);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
};

/** Runs a program of the project. @throws with its output. */
export function run(root: string, program: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}` },
  });
  if (status !== 0) throw new Error(`${program} ${parameters.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

const formatted = /\.(?:ts|json)$/;

// Rules that read the whole project and its packages cost seconds a run, and fix nothing.
const settings = "--config-path=scripts/change/biome-format.json";

/** Formats files and sorts their imports; those that a removal left without a use are dropped. */
export const format = (root: string, paths: readonly string[]): void =>
  void run(root, "biome", ["check", "--write", "--vcs-enabled=false", settings, ...paths]);

/**
 * Executes a plan: writes, formats and regenerates. Rolls back all files on failure.
 * @param follow regenerates dependent files, and may add files to restore.
 */
export async function apply(
  root: string,
  plan: Plan,
  follow: (alsoWrites: (path: string, text: string) => void) => Promise<void>,
): Promise<void> {
  const before = new Map<string, string | null>();
  const remember = (path: string) => {
    if (!before.has(path))
      before.set(path, existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);
  };
  for (const path of [...plan.keys(), ...products]) remember(path);
  try {
    for (const [path, text] of plan) write(root, path, text);
    const sources = [...plan].flatMap(([path, text]) => (text !== null && formatted.test(path) ? [path] : []));
    // Without a path it would process the whole folder.
    if (sources.length > 0) format(root, sources);
    await follow((path, text) => {
      remember(path);
      write(root, path, text);
    });
  } catch (error) {
    for (const [path, text] of before) write(root, path, text);
    throw error;
  }
}
