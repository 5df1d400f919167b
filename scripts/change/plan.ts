import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "./names.ts";

/** What is to become of files: their new text, or `null` for those to go. Paths are relative to the root. */
export type Plan = ReadonlyMap<string, string | null>;

/** A plan while it is made: reads what it has written. */
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
      throw new Refusal(`${path} is missing: this is not Dovetail as we know it.`);
    return readFileSync(place, "utf8");
  }

  has(path: string): boolean {
    return this.#files.get(path) !== null && (this.#files.has(path) || existsSync(join(this.root, path)));
  }

  /** @throws {Refusal} where something is there already. */
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

/** @throws {Refusal} unless everything is committed, so that one `git diff` shows what the command did. */
export function checkWorkTree(root: string): void {
  const { status, stdout } = spawnSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  if (status !== 0)
    throw new Refusal(
      "This is no git work tree, so nothing could be reviewed or taken back: run git init and commit first.",
    );
  if (stdout.trim() !== "") throw new Refusal(`Commit or stash first: the work tree has changes.\n${stdout.trimEnd()}`);
}

/** What the products of `npm run generate` and the like are written to. */
const products = [
  "client/generated/api.ts",
  "client/generated/openapi.json",
  "client/package.json",
  "docs/CONFIGURATION.md",
];

/** Removes a file, and every folder that it was the last one in. */
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

/** Runs a program of the project's. @throws with what it said. */
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

/**
 * Carries a plan out: writes, formats, and does what follows from it. Whatever fails, every file is as it was.
 * @param follow regenerates what is made from the files, and may add to what is restored.
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
    // Without a path it would take the whole folder.
    if (sources.length > 0) run(root, "biome", ["check", "--write", "--vcs-enabled=false", ...sources]);
    await follow((path, text) => {
      remember(path);
      write(root, path, text);
    });
  } catch (error) {
    for (const [path, text] of before) write(root, path, text);
    throw error;
  }
}
