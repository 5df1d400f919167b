import { readFileSync } from "node:fs";
import * as z from "zod";

const Profile = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.int()),
});

/** Self time of a function. */
export interface SelfTime {
  readonly name: string;
  /** Source position within the project or package; empty for engine functions. */
  readonly place: string;
  readonly ms: number;
}

const placeOf = (url: string, line: number) => {
  const path = url.replace(/^file:\/\//, "");
  const short = path.includes("node_modules/") ? path.slice(path.lastIndexOf("node_modules/") + 13) : path;
  const cwd = `${process.cwd()}/`;
  return short === "" ? "" : `${short.startsWith(cwd) ? short.slice(cwd.length) : short}:${line + 1}`;
};

/** Reads a `.cpuprofile`. @returns the self time of every function, most first. */
export function selfTimes(path: string): readonly SelfTime[] {
  const { nodes, samples, timeDeltas } = Profile.parse(JSON.parse(readFileSync(path, "utf8")));
  const usByNode = new Map<number, number>();
  for (const [index, id] of samples.entries()) usByNode.set(id, (usByNode.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byPlace = new Map<string, SelfTime>();
  for (const { id, callFrame } of nodes) {
    const name = callFrame.functionName || "(anonymous)";
    const place = placeOf(callFrame.url, callFrame.lineNumber);
    const ms = (usByNode.get(id) ?? 0) / 1000 + (byPlace.get(`${name} ${place}`)?.ms ?? 0);
    byPlace.set(`${name} ${place}`, { name, place, ms });
  }
  return [...byPlace.values()].sort((a, b) => b.ms - a.ms);
}

/** Owner of the code: a package, a Node module, or a folder of this project. */
function ownerOf({ name, place }: SelfTime): string {
  if (place === "") return name.startsWith("(") ? name : "native code";
  const path = place.split("/");
  if (place.startsWith("node:")) return path.slice(0, 2).join("/").replace(/:\d+$/, "");
  if (["server", "shared", "benchmarks"].includes(path[0] ?? "")) return path.slice(0, -1).join("/");
  return path.slice(0, place.startsWith("@") ? 2 : 1).join("/");
}

/** Self time by owner, most first. */
export function byOwner(times: readonly SelfTime[]): readonly SelfTime[] {
  const owners = new Map<string, number>();
  for (const time of times) owners.set(ownerOf(time), (owners.get(ownerOf(time)) ?? 0) + time.ms);
  return [...owners].map(([name, ms]) => ({ name, place: "", ms })).sort((a, b) => b.ms - a.ms);
}

/** Idle time. */
export const isIdle = ({ name }: SelfTime): boolean => name === "(idle)";

export const totalMs = (times: readonly SelfTime[]): number => times.reduce((sum, { ms }) => sum + ms, 0);
