import { openConnection, withDataset } from "./dataset.ts";
import type { GrowthCase } from "./features/article-part.ts";
import { growthCases } from "./growth-cases.ts";
import type { Options } from "./options.ts";
import { explain } from "./plans.ts";
import { times as asRatio, decimals, type Section, whole } from "./section.ts";
import { quantile } from "./statistics.ts";

const articlesPerAuthor = 20;
const warmRuns = 20;

type Tell = (line: string) => void;

interface Size {
  readonly articles: number;
  readonly url: string;
  readonly cases: readonly GrowthCase[];
}

type Times = ReadonlyMap<string, readonly number[]>;

const emptyTimes = (cases: readonly GrowthCase[]) => new Map<string, number[]>(cases.map(({ name }) => [name, []]));

/** Opens the databases of all sizes together, so that measurements can alternate. */
async function withSizes<T>(options: Options, tell: Tell, work: (sizes: readonly Size[]) => Promise<T>): Promise<T> {
  const open = ([articles, ...rest]: readonly number[], sizes: readonly Size[]): Promise<T> => {
    if (articles === undefined) return work(sizes);
    const dataset = { articles, authors: Math.ceil(articles / articlesPerAuthor), dataDir: options.dataDir, tell };
    return withDataset(dataset, async ({ url, db }) =>
      open(rest, [...sizes, { articles, url, cases: await growthCases(db) }]),
    );
  };
  return open(options.articles, []);
}

/** Times each case with one connection per size. Sizes alternate within a case, so that other load affects all sizes alike. */
async function timeAll(sizes: readonly Size[], runs: number): Promise<ReadonlyMap<Size, Times>> {
  const contenders = sizes.map((size) => ({ size, on: openConnection(size.url), times: emptyTimes(size.cases) }));
  try {
    for (let turn = -warmRuns; turn < runs; turn++)
      for (const name of contenders[0]?.times.keys() ?? [])
        for (const { size, on, times } of turn % 2 === 0 ? contenders : contenders.toReversed()) {
          const read = size.cases.find((one) => one.name === name);
          const startedAt = performance.now();
          await read?.run(on.db);
          if (turn >= 0) times.get(name)?.push(performance.now() - startedAt);
        }
  } finally {
    for (const { on } of contenders) await on.close();
  }
  return new Map(contenders.map(({ size, times }) => [size, times]));
}

const p50 = (times: Times | undefined, name: string) => quantile(times?.get(name) ?? [], 0.5);

/** Compares the same reads and writes on a small and a large table. */
export const measureGrowth = (options: Options, tell: Tell): Promise<Section> =>
  withSizes(options, tell, async (sizes) => {
    const [smallest] = sizes;
    const last = sizes.at(-1);
    if (smallest === undefined || last === undefined) throw new Error("--articles names no size");
    const times = await timeAll(sizes, options.quick ? 20 : 300);
    const rows = smallest.cases.map(({ name }) => [
      name,
      ...sizes.map((size) => decimals(p50(times.get(size), name), 2)),
      asRatio(p50(times.get(last), name) / p50(times.get(smallest), name)),
    ]);
    const plans: Record<string, string> = {};
    for (const { articles, url, cases } of sizes)
      plans[`plans-${articles}.txt`] = await explain(
        url,
        cases.filter(({ isWrite }) => !isWrite),
      );
    return {
      name: "growth",
      title: "What growth costs",
      paragraphs: [
        "Median time of Dovetail's own queries, and of transactions with their commit, over one connection, on tables of different size with five favourites " +
          "an article and what features add, analysed and warm. The databases run side by side and take turns read by read. A case reads the same amount " +
          "at each size: an author with about as many articles, a reader with about as many favourites. " +
          "Plans are in `benchmarks/reports/`.",
      ],
      tables: [
        {
          caption: "Milliseconds, p50",
          columns: ["", ...sizes.map(({ articles }) => `${whole(articles)} articles`), "largest / smallest"],
          rows,
        },
      ],
      files: plans,
    };
  });
