import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { withRoomsTable } from "../scripts/borders/architecture-table.ts";
import { findCycle, violationsIn } from "../scripts/borders/check.ts";

const importing = (specifier: string) => `import "${specifier}";\n`;

/** Files with a forbidden import, by path. */
const breaches: Readonly<Record<string, string>> = {
  "shared/a.ts": importing("../server/app/config.ts"),
  "shared/contract/a.ts": importing("kysely"),
  "client/a.ts": importing("../shared/index.ts"),
  "client/runtime/a.ts": importing("zod"),
  "server/features/tags/a.ts": importing("../articles/queries.ts"),
  "server/features/tags/b.ts": importing("../../http/json.ts"),
  "server/features/tags/c.ts": importing("kysely"),
  "server/features/tags/d.ts": 'export { a } from "../../app/config.ts";\n',
  "server/features/tags/e.ts": 'export const load = () => import("../../app/config.ts");\n',
  "server/features/tags/a.queries.ts": importing("../articles/queries.ts"),
  "server/surfaces/a.ts": importing("../features/tags/index.ts"),
  "server/surfaces/rest/a.ts": importing("../../database/index.ts"),
  "server/http/a.ts": importing("../surfaces/health.ts"),
  "server/hosts/a.ts": importing("../surfaces/health.ts"),
  "server/database/a.ts": importing("../app/config.ts"),
  "server/providers/a.ts": importing("../app/config.ts"),
  "server/procedures/a.ts": importing("../http/json.ts"),
  "server/entry/a.ts": importing("../features/index.ts"),
  "server/app/a.ts": importing("../../seed/demo.ts"),
  "server/app/b.ts": importing("../../embedded/postgres.ts"),
  "server/loose.ts": importing("hono"),
  "migrations/a.ts": importing("../server/app/config.ts"),
  "embedded/a.ts": importing("../server/app/config.ts"),
};

/** Files with an allowed import, by path. */
const allowed: Readonly<Record<string, string>> = {
  "shared/c.ts": importing("zod"),
  "server/features/tags/f.ts": importing("../articles/index.ts"),
  "server/features/tags/b.queries.ts": importing("kysely"),
  "server/features/tags/b.test.ts": importing("../../app/app.ts"),
  "server/surfaces/rest/b.ts": importing("../../procedures/index.ts"),
  "server/database/b.ts": importing("kysely"),
  "tests/a.ts": importing("../server/database/index.ts"),
};

const found = violationsIn(Object.entries({ ...breaches, ...allowed }).map(([path, text]) => ({ path, text })));

test.each(Object.keys(breaches))("the table of rooms refuses %s", (path) => {
  expect(found.map((breach) => breach.path)).toContain(path);
});

test.each(Object.keys(allowed))("the table of rooms lets %s pass", (path) => {
  expect(found.map((breach) => breach.path)).not.toContain(path);
});

test("circular imports between rooms are reported, whatever their length", () => {
  const files = [
    { path: "server/cache/a.ts", text: importing("../redis/index.ts") },
    { path: "server/redis/a.ts", text: importing("../limits/index.ts") },
    { path: "server/limits/a.ts", text: importing("../cache/index.ts") },
  ];
  expect(findCycle(files)).toEqual(["server/cache/", "server/redis/", "server/limits/", "server/cache/"]);
  expect(findCycle(files.slice(0, 2))).toEqual([]);
});

test("the map is written from the table, and what stands around it stays", () => {
  const written = withRoomsTable(
    "before\n<!-- rooms: written by `npm run borders -- --write` -->\nstale\n<!-- /rooms -->\nafter\n",
  );
  expect(written).toMatch(/^before\n/);
  expect(written).toMatch(/\nafter\n$/);
  expect(written).not.toContain("stale");
  expect(written).toContain("| `server/procedures/` |");
});

test.each([
  ["an import cycle", "noImportCycles", { "one.ts": importing("./two.ts"), "two.ts": importing("./one.ts") }],
  ["the named import of zod", "noRestrictedImports", { "one.ts": 'import { z } from "zod";\n\nexport const a = z;\n' }],
] as const)("the linter refuses %s", (_, rule, sources) => {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-lint-"));
  try {
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
    copyFileSync("biome.json", join(folder, "biome.json"));
    const { stderr } = spawnSync(resolve("node_modules/.bin/biome"), ["lint", "--vcs-enabled=false", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stderr).toContain(rule);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
