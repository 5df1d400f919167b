import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { featureSamples } from "./samples/index.ts";
import { accountQueries } from "./samples/queries/accounts.ts";
import { credentialQueries } from "./samples/queries/credentials.ts";
import { publishingQueries } from "./samples/queries/publishing.ts";
import { goldenFile, goldenOf, type QueryModule } from "./support/golden.ts";

/** `reading-lists` of `readingLists`. */
const folderOf = (feature: string) => feature.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const modules: Readonly<Record<string, QueryModule>> = {
  ...accountQueries,
  ...credentialQueries,
  ...publishingQueries,
  ...Object.fromEntries(
    featureSamples.flatMap(({ feature, queries }) =>
      queries === undefined ? [] : [[`${folderOf(feature)}/queries`, queries]],
    ),
  ),
};

test("every file of queries is held to its recorded SQL", () => {
  const root = new URL("../server/features/", import.meta.url);
  const files = globSync("*/*queries.ts", { cwd: root }).map((file) => file.replaceAll("\\", "/").replace(/\.ts$/, ""));
  expect(
    Object.keys(modules).sort(),
    "a file of queries has its samples in a file of tests/samples/queries/, or in that of its feature in tests/samples/",
  ).toEqual(files.sort());
});

describe.each(Object.entries(modules))("%s", (name, queryModule) => {
  test("each of its queries is recorded, and nothing that is not there", () => {
    const functions = Object.entries(queryModule.exports).flatMap(([key, value]) =>
      typeof value === "function" ? [key] : [],
    );
    expect([...Object.keys(queryModule.queries), ...(queryModule.parts ?? [])].sort()).toEqual(functions.sort());
  });

  test("they send the SQL that golden/ holds", async () => {
    const golden = await goldenOf(queryModule);
    await expect(golden).toMatchFileSnapshot(goldenFile(name));
  });
});
