import { openConnection, withDataset } from "./dataset.ts";
import { type GrowthCase, growthCases } from "./growth-cases.ts";
import type { Options } from "./options.ts";
import { explain } from "./plans.ts";
import { decimals, type Section, times, whole } from "./section.ts";
import { quantile } from "./statistics.ts";

const articlesPerAuthor = 20;
const warmRuns = 20;

interface Size {
  readonly articles: number;
  readonly p50Ms: ReadonlyMap<string, number>;
  readonly plans: string;
}

/** Median time of one read over one connection, in turns with all others. */
async function timeAll(url: string, cases: readonly GrowthCase[], runs: number): Promise<ReadonlyMap<string, number>> {
  const { db, close } = openConnection(url);
  const times = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let turn = -warmRuns; turn < runs; turn++) {
    for (const { name, run } of cases) {
      const startedAt = performance.now();
      await run(db);
      if (turn >= 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  await close();
  return new Map([...times].map(([name, values]) => [name, quantile(values, 0.5)]));
}

async function measureSize(articles: number, options: Options, tell: (line: string) => void): Promise<Size> {
  const authors = Math.ceil(articles / articlesPerAuthor);
  const dataset = { articles, authors, dataDir: options.dataDir, tell };
  return withDataset(dataset, async ({ url, db }) => {
    const cases = await growthCases(db);
    const p50Ms = await timeAll(url, cases, options.quick ? 20 : 200);
    tell(`measured at ${whole(articles)} articles`);
    return { articles, p50Ms, plans: await explain(url, cases) };
  });
}

const largest = (size: Size, smallest: Size, name: string) =>
  (size.p50Ms.get(name) ?? Number.NaN) / (smallest.p50Ms.get(name) ?? Number.NaN);

/** Reads the same lists from a small and a large table. */
export async function measureGrowth(options: Options, tell: (line: string) => void): Promise<Section> {
  const sizes: Size[] = [];
  for (const articles of options.articles) sizes.push(await measureSize(articles, options, tell));
  const [smallest] = sizes;
  const last = sizes.at(-1);
  if (smallest === undefined || last === undefined) throw new Error("--articles names no size");
  const rows = [...smallest.p50Ms.keys()].map((name) => [
    name,
    ...sizes.map(({ p50Ms }) => decimals(p50Ms.get(name) ?? Number.NaN, 2)),
    times(largest(last, smallest, name)),
  ]);
  return {
    name: "growth",
    title: "What growth costs",
    paragraphs: [
      "Median time of Dovetail's own queries over one connection, planning included, on tables of different size with five comments and favourites an article. " +
        "Plans are in `benchmarks/reports/`.",
    ],
    tables: [
      {
        caption: "Milliseconds, p50",
        columns: ["", ...sizes.map(({ articles }) => `${whole(articles)} articles`), "largest / smallest"],
        rows,
      },
    ],
    files: Object.fromEntries(sizes.map(({ articles, plans }) => [`plans-${articles}.txt`, plans])),
  };
}
