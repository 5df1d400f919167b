import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Time of 500 tests with the test kit, each with its own database, and the cost of the first database of a file: from the
// start of its tests until the first one has the database. node benchmarks/kit.ts

const files = 20;
const testsPerFile = 25;

const tests = (report: string) => `import { writeFileSync } from "node:fs";
import { expect, test } from "../index.ts";

let begun = 0;
test("a test without a database", () => {
  begun = performance.now();
});

test("the first with one", async ({ kit }) => {
  await kit.db.selectFrom("account").select("id").execute();
  writeFileSync(${JSON.stringify(report)}, String(performance.now() - begun));
});

test.for(Array.from({ length: ${testsPerFile} }, (_, n) => n))("an article is its author's to delete (%i)", async (_, { kit }) => {
  const [ada, grace] = [kit.member("ada"), kit.member("grace")];
  const { slug } = await ada.articles.publish({ title: "Glue", description: "About it", body: "All of it" });
  await grace.articles.favorite({ slug });
  await expect(grace.articles.delete({ slug })).rejects.toMatchObject({ code: "forbidden" });
  expect((await kit.anyone.articles.get({ slug })).favoritesCount).toBe(1);
  expect((await kit.anyone.articles.list({})).articlesCount).toBe(1);
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
  for (let file = 0; file < files; file++)
    writeFileSync(join(folder, `${file}.test.ts`), tests(join(process.cwd(), folder, `${file}.ms`)));
  const seconds = run();
  const ms = readdirSync(folder)
    .filter((name) => name.endsWith(".ms"))
    .map((name) => Number(readFileSync(join(folder, name), "utf8")))
    .sort((a, b) => a - b);
  const shown = ms.map((one) => one.toFixed(0)).join(" ");
  say(`a file's first database: median ${ms[Math.floor(ms.length / 2)]?.toFixed(1)} ms; all: ${shown} ms`);
  say(`${files * testsPerFile} tests in ${files} files: ${seconds.toFixed(1)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
