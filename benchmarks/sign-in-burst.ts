import { decimals, type Table, whole } from "./section.ts";
import { quantile } from "./statistics.ts";

const burst = 60;
const readers = 4;
const healthEveryMs = 20;
const idleMs = 3000;

interface Observed {
  readonly p95Ms: number;
  readonly healthMaxMs: number;
  readonly readsPerSecond: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function timed(url: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url);
  await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedAt;
}

/** Reads and asks for the server's health while `work` runs. */
async function observe(url: string, work: () => Promise<unknown>): Promise<Observed> {
  const reads: number[] = [];
  const healths: number[] = [];
  let isOver = false;
  const read = async () => {
    while (!isOver) reads.push(await timed(`${url}/api/articles?limit=5`));
  };
  const ask = async () => {
    while (!isOver) {
      healths.push(await timed(`${url}/healthz`));
      await pause(healthEveryMs);
    }
  };
  const startedAt = performance.now();
  const observers = [...Array.from({ length: readers }, read), ask()];
  await work();
  isOver = true;
  await Promise.all(observers);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    p95Ms: quantile(reads, 0.95),
    healthMaxMs: Math.max(...healths),
    readsPerSecond: reads.length / seconds,
  };
}

/** Measures reads and health checks while 60 people sign in at the same moment. @param signIn resolves with a status. */
export async function measureBurst(url: string, signIn: () => Promise<number>): Promise<Table> {
  await observe(url, () => pause(idleMs));
  const idle = await observe(url, () => pause(idleMs));
  const statuses: number[] = [];
  let tookMs = 0;
  const busy = await observe(url, async () => {
    const startedAt = performance.now();
    statuses.push(...(await Promise.all(Array.from({ length: burst }, signIn))));
    tookMs = performance.now() - startedAt;
  });
  const row = (label: string, { p95Ms, healthMaxMs, readsPerSecond }: Observed, rest: readonly string[]) => [
    label,
    decimals(p95Ms, 1),
    decimals(healthMaxMs, 1),
    whole(readsPerSecond),
    ...rest,
  ];
  const refused = statuses.filter((status) => status !== 200).length;
  return {
    caption: `${burst} people sign in at the same moment; ${readers} others read without pause`,
    columns: ["", "reads, p95 ms", "/healthz, most ms", "reads/s", "refused", "all signed in after, s"],
    rows: [row("idle", idle, ["", ""]), row("burst", busy, [String(refused), decimals(tookMs / 1000, 1)])],
  };
}
