import { test as base } from "vitest";
import { type Bench, isReusable, type Kit, openBench, openKit } from "./kit.ts";

export { expect } from "vitest";
export type { Actor } from "./actors.ts";
export type { Duration } from "./clock.ts";
export { type Kit, ownKit } from "./kit.ts";

/** Returns a used bench, if one exists whose schema is unchanged. */
async function nextOf(benches: Bench[]): Promise<Bench | undefined> {
  const bench = benches.pop();
  if (bench === undefined || (await isReusable(bench))) return bench;
  await bench.database.drop();
  return undefined;
}

/**
 * A test of a feature. It is given a {@link Kit}: the whole application over a real PostgreSQL that no other test sees,
 * and clients typed by the contracts. Tests may run at the same time, in one file (`test.concurrent`) or in many.
 *
 * @example
 * import { expect, test } from "./index.ts";
 *
 * test("articles.get: is public", async ({ kit }) => {
 *   const { slug } = await kit.member("ada").articles.publish({ title: "Glue", description: "d", body: "b" });
 *   expect(await kit.anyone.articles.get({ slug })).toMatchObject({ title: "Glue" });
 * });
 */
export const test = base
  // A pool of finished tests' databases: cleaning one takes a few milliseconds, opening one more.
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture names from this pattern
  .extend("benches", { scope: "worker" }, async ({}, { onCleanup }): Promise<Bench[]> => {
    const benches: Bench[] = [];
    onCleanup(async () => void (await Promise.all(benches.map(({ database }) => database.drop()))));
    return benches;
  })
  .extend("kit", async ({ benches }, { onCleanup }): Promise<Kit> => {
    const bench = (await nextOf(benches)) ?? (await openBench());
    const kit = await openKit(bench);
    onCleanup(async () => {
      await kit.app.stop();
      benches.push(bench);
    });
    return kit;
  });
