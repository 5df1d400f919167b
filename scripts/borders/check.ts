import { posix } from "node:path";
import type { Room } from "./room.ts";
import { rooms } from "./rooms.ts";

/** A source file by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** An import that the table of rooms does not allow. */
export interface Violation {
  readonly path: string;
  readonly specifier: string;
  readonly reason: string;
}

const isTest = (path: string) => /\.(test|test-d)\.ts$/.test(path) || path.includes("/testing/");

const patternOf = (path: string) =>
  new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}${path.endsWith("/") ? "" : "$"}`);

const patterned = rooms.map((room) => ({ room, pattern: patternOf(room.path) }));

/** The room of a file: the first in the table that matches its path and, for rooms of certain files, its name. */
export const roomOf = (path: string): Room | undefined =>
  patterned.find(({ room, pattern }) => pattern.test(path) && (room.files?.some((end) => path.endsWith(end)) ?? true))
    ?.room;

/** The folder of a room's rules: for `server/features/*`, the single feature. */
const folderOf = (path: string, room: Room) => patternOf(room.path).exec(path)?.[0] ?? room.path;

const importPattern = /^(?:import|export)\b(?:[^"'`;=(]*\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** Import specifiers of a file. */
export const importsOf = ({ text }: SourceFile): readonly string[] =>
  [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? "");

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function reasonFor(path: string, room: Room, specifier: string): string | undefined {
  const { imports, packages, hasSql = false } = room;
  if (!specifier.startsWith(".")) {
    if (specifier.startsWith("node:") && packages === undefined) return undefined;
    if (packages !== undefined) return packages.includes(packageOf(specifier)) ? undefined : "not one of its packages";
    return packageOf(specifier) === "kysely" && !hasSql && !/(queries|columns)\.ts$/.test(path)
      ? "SQL lives in queries.ts, server/database and migrations"
      : undefined;
  }
  if (imports === "anything") return undefined;
  const target = posix.join(posix.dirname(path), specifier);
  const isOwn = target.startsWith(room.files === undefined ? folderOf(path, room) : `${posix.dirname(path)}/`);
  return isOwn || imports.some((allowed) => patternOf(allowed).test(target))
    ? undefined
    : `${room.path} may not import it`;
}

/** All disallowed imports, and files without a room. Tests next to their files are exempt. */
export function violationsIn(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => path.includes("/") && !isTest(path))
    .flatMap((file) => {
      const { path } = file;
      const room = roomOf(path);
      if (room === undefined) return [{ path, specifier: "", reason: "is in no room of scripts/borders/rooms.ts" }];
      return importsOf(file).flatMap((specifier) => {
        const reason = reasonFor(path, room, specifier);
        return reason === undefined ? [] : [{ path, specifier, reason }];
      });
    });
}

/** The name of a room in the search for cycles: all features count as one room, and so do all contracts. */
const nameOf = ({ path }: Room) =>
  path.startsWith("server/features/") ? "server/features/" : path.startsWith("shared/") ? "shared/" : path;

/** An import cycle between rooms, `["a/", "b/", "a/"]`; empty if there is none. */
export function findCycle(files: readonly SourceFile[]): readonly string[] {
  const edges = new Map<string, Set<string>>();
  for (const file of files.filter(({ path }) => !isTest(path))) {
    const from = roomOf(file.path);
    if (from === undefined || from.imports === "anything") continue;
    for (const specifier of importsOf(file).filter((name) => name.startsWith("."))) {
      const to = roomOf(posix.join(posix.dirname(file.path), specifier));
      if (to === undefined || nameOf(to) === nameOf(from)) continue;
      edges.set(nameOf(from), (edges.get(nameOf(from)) ?? new Set()).add(nameOf(to)));
    }
  }
  const walk = (at: string, path: readonly string[]): readonly string[] => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at];
    for (const next of edges.get(at) ?? []) {
      const found = walk(next, [...path, at]);
      if (found.length > 0) return found;
    }
    return [];
  };
  for (const start of edges.keys()) {
    const found = walk(start, []);
    if (found.length > 0) return found;
  }
  return [];
}
