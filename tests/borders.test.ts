import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const namedZod = `import { z } from "zod";\n\nexport const text = z.string();\n`;
const kysely = `import { sql } from "kysely";\n\nexport const now = sql;\n`;
const importing = (specifier: string) => `import "${specifier}";\n`;

/** What must not be in a room, by a file that tries. */
const breaches: Readonly<Record<string, string>> = {
  "shared/a.ts": importing("../server/app/config.ts"),
  "shared/b.ts": namedZod,
  "shared/contract/a.ts": importing("kysely"),
  "client/a.ts": importing("../shared/index.ts"),
  "client/runtime/a.ts": importing("zod"),
  "server/features/tags/a.ts": importing("../articles/queries.ts"),
  "server/features/tags/b.ts": importing("../../surfaces/json.ts"),
  "server/features/tags/c.ts": kysely,
  "server/features/tags/a.queries.ts": importing("../articles/queries.ts"),
  "server/surfaces/a.ts": importing("../features/tags/index.ts"),
  "server/surfaces/rest/a.ts": importing("../../database/index.ts"),
  "server/database/a.ts": importing("../config.ts"),
  "server/providers/a.ts": importing("../config.ts"),
  "server/procedures/a.ts": importing("../surfaces/json.ts"),
  "server/entry/a.ts": importing("../features/index.ts"),
  "server/a.ts": namedZod,
  "migrations/a.ts": importing("../server/app/config.ts"),
  "embedded/a.ts": importing("../server/app/config.ts"),
  "scripts/a.ts": namedZod,
};

/** What a room may hold. */
const allowed: Readonly<Record<string, string>> = {
  "shared/c.ts": importing("zod"),
  "server/features/tags/d.ts": importing("../articles/index.ts"),
  "server/features/tags/b.queries.ts": kysely,
  "server/surfaces/rest/b.ts": importing("../../procedures/index.ts"),
  "server/database/b.ts": kysely,
};

let folder: string;
let report: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dovetail-borders-"));
  copyFileSync("biome.json", join(folder, "biome.json"));
  for (const [file, text] of Object.entries({ ...breaches, ...allowed })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const options = ["lint", "--vcs-enabled=false", "--only=style/noRestrictedImports", "--max-diagnostics=100", "."];
  report = spawnSync(resolve("node_modules/.bin/biome"), options, { cwd: folder, encoding: "utf8" }).stderr;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(breaches))("the linter refuses %s", (file) => {
  expect(report).toMatch(new RegExp(`^${file.replaceAll(".", "\\.")}:\\d+:\\d+ lint/style/noRestrictedImports`, "m"));
});

test.each(Object.keys(allowed))("the linter lets %s pass", (file) => {
  expect(report).not.toContain(`${file}:`);
});

test("a circle of imports is refused", () => {
  writeFileSync(join(folder, "server/one.ts"), `import "./two.ts";\n`);
  writeFileSync(join(folder, "server/two.ts"), `import "./one.ts";\n`);
  const options = ["lint", "--vcs-enabled=false", "--only=suspicious/noImportCycles", "server"];
  const { stderr } = spawnSync(resolve("node_modules/.bin/biome"), options, { cwd: folder, encoding: "utf8" });
  expect(stderr).toContain("noImportCycles");
});
