import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// How long 500 tests by the test kit take, each with a database of its own, and what a file's first database costs.
// node benchmarks/kit.ts

const files = 20;
const testsPerFile = 25;

const tests = `import { expect, test } from "../index.ts";

test.for(Array.from({ length: ${testsPerFile} }, (_, n) => n))("a comment is its author's to delete (%i)", async (_, { kit }) => {
  const [ada, grace] = [kit.member("ada"), kit.member("grace")];
  const { slug } = await ada.articles.publish({ title: "Glue", description: "About it", body: "All of it" });
  const { id } = await grace.comments.add({ slug, body: "Hm." });
  await expect(ada.comments.delete({ slug, id })).rejects.toMatchObject({ code: "forbidden" });
  expect((await kit.anyone.comments.list({ slug })).comments).toHaveLength(1);
  expect((await kit.anyone.articles.list({})).articlesCount).toBe(1);
});
`;

const openings = (report: string) => `import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openBench } from "../kit.ts";

test("a database is lent and given back", async () => {
  const ms: number[] = [];
  for (let round = 0; round < 30; round++) {
    const begun = performance.now();
    await (await openBench()).database.drop();
    ms.push(performance.now() - begun);
  }
  writeFileSync(${JSON.stringify(report)}, JSON.stringify(ms));
  expect(ms).toHaveLength(30);
});
`;

const folder = mkdtempSync("tests/kit/bench-");
const run = () => {
  const begun = performance.now();
  const { status, stdout } = spawnSync("npx", ["vitest", "run", folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
  return (performance.now() - begun) / 1000;
};
const say = (line: string) => process.stdout.write(`${line}\n`);
try {
  const report = join(process.cwd(), folder, "openings.json");
  writeFileSync(join(folder, "openings.test.ts"), openings(report));
  run();
  const ms: number[] = JSON.parse(readFileSync(report, "utf8"));
  const warm = ms.slice(1).sort((a, b) => a - b);
  say(`a file's database, warm: median ${warm[14]?.toFixed(1)} ms, longest ${warm.at(-1)?.toFixed(1)} ms`);
  rmSync(join(folder, "openings.test.ts"));
  for (let file = 0; file < files; file++) writeFileSync(join(folder, `${file}.test.ts`), tests);
  say(`${files * testsPerFile} tests in ${files} files: ${run().toFixed(1)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
