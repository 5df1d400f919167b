import { applyLoad, type LoadResult, type RequestText } from "./load.ts";
import { median } from "./statistics.ts";

/** A contender, measured in alternation with the others. */
export interface Contender {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  readonly requests: readonly RequestText[];
  /** Calls per request; results are given per call. */
  readonly callsPerRequest?: number;
}

export interface RoundOptions {
  readonly rounds: number;
  /** Measuring time of each contender in each round. */
  readonly seconds: number;
  readonly connections: number;
  readonly onResult: (round: number, name: string, result: LoadResult) => void;
}

/** Measurements of each contender, one result per round. */
export type Rounds = ReadonlyMap<string, readonly LoadResult[]>;

// The first round needs a long warm-up for the JIT; later rounds only a short one.
const warmSeconds = (round: number, seconds: number) => (round === 1 ? Math.max(1, seconds) : 0.3);

/** Measures all contenders in alternating rounds, so that temporary load affects all alike. */
export async function alternate(contenders: readonly Contender[], options: RoundOptions): Promise<Rounds> {
  const { rounds, seconds, connections, onResult } = options;
  const results = new Map<string, LoadResult[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, port, pid, requests, callsPerRequest = 1 } of contenders) {
      const warm = warmSeconds(round, seconds);
      const measured = await applyLoad({ port, pid, requests: [...requests], connections, seconds, warmSeconds: warm });
      const result = {
        ...measured,
        cpuUs: measured.cpuUs / callsPerRequest,
        perSecond: measured.perSecond * callsPerRequest,
      };
      results.get(name)?.push(result);
      onResult(round, name, result);
    }
  }
  return results;
}

/** A contender's medians. */
export interface Summary extends LoadResult {
  /** CPU time relative to the baseline of the same round. */
  readonly cpuRatio: number;
  /** Throughput relative to the baseline of the same round. */
  readonly throughputRatio: number;
}

/** Medians over the rounds; ratios are computed within each round first. */
export function summarise(rounds: Rounds, name: string, baseline: string): Summary {
  const own = rounds.get(name) ?? [];
  const base = rounds.get(baseline) ?? [];
  const of = (field: keyof LoadResult) => median(own.map((result) => result[field]));
  const ratio = (field: keyof LoadResult) =>
    median(own.map((result, round) => result[field] / (base[round]?.[field] ?? Number.NaN)));
  return {
    requests: of("requests"),
    perSecond: of("perSecond"),
    cpuUs: of("cpuUs"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    rssPeakMib: of("rssPeakMib"),
    cpuRatio: ratio("cpuUs"),
    throughputRatio: ratio("perSecond"),
  };
}
