import { type Rounds, summarise } from "../rounds.ts";
import { decimals, times, whole } from "../section.ts";

/** Name of the handwritten server. */
export const floor = "floor";

/** Columns of a table that compares servers with the floor. */
export const comparedColumns = [
  "floor → Dovetail",
  "throughput",
  "server CPU",
  "requests/s",
  "CPU ms per request",
  "p50 ms",
  "p99 ms",
];

/** The row of one endpoint and server; results are called `<endpoint> <server>`. */
export function comparedRow(rounds: Rounds, endpoint: string, variant: string): string[] {
  const base = `${endpoint} ${floor}`;
  const ours = summarise(rounds, `${endpoint} ${variant}`, base);
  const theirs = summarise(rounds, base, base);
  return [
    variant === "dovetail" ? endpoint : `${endpoint} (${variant})`,
    times(ours.throughputRatio),
    times(ours.cpuRatio),
    `${whole(theirs.perSecond)} → ${whole(ours.perSecond)}`,
    `${decimals(theirs.cpuUs / 1000, 2)} → ${decimals(ours.cpuUs / 1000, 2)}`,
    `${decimals(theirs.p50Ms, 1)} → ${decimals(ours.p50Ms, 1)}`,
    `${decimals(theirs.p99Ms, 1)} → ${decimals(ours.p99Ms, 1)}`,
  ];
}
