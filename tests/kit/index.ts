import { test as base } from "vitest";
import { takeDatabase } from "../support/database.ts";
import { type Kit, openKit } from "./kit.ts";

export { expect } from "vitest";
export type { Client } from "../../client/index.ts";
export type { Actor } from "./actors.ts";
export type { Duration } from "./clock.ts";
export { type Kit, ownKit } from "./kit.ts";

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
// biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture names from this pattern
export const test = base.extend("kit", async ({}, { onCleanup }): Promise<Kit> => {
  const database = await takeDatabase();
  const kit = await openKit(database);
  onCleanup(async () => {
    await kit.app.stop();
    await database.drop();
  });
  return kit;
});
