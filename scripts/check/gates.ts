import { availableParallelism } from "node:os";

/** One check, and the program that runs it. */
export interface Gate {
  readonly title: string;
  readonly command: readonly [program: string, ...parameters: string[]];
  /** How to fix a failure, if the program's own output does not say so. */
  readonly advice?: string;
}

const vitest = (...parameters: string[]): Gate["command"] => ["vitest", "run", ...parameters];
const node = (...parameters: string[]): Gate["command"] => ["node", ...parameters];

/** The compiler's checkers repeat part of each other's work: on two cores, one is fastest. */
const checkers = String(Math.min(4, Math.ceil(availableParallelism() / 2)));

/** Checks without a database, quickest first: about 50 s of CPU in total. */
export const quickGates: readonly Gate[] = [
  {
    title: "import borders",
    command: node("scripts/borders.ts"),
    advice: "npm run fix updates the map in ARCHITECTURE.md",
  },
  { title: "generated files are fresh", command: node("scripts/generate.ts", "--check"), advice: "npm run fix" },
  {
    title: "the contracts break no released client",
    command: node("scripts/contract.ts", "check"),
    advice: "docs/CONTRACTS.md lists what may change, and how to release a break",
  },
  { title: "unused code", command: ["knip"] },
  {
    title: "format and lint",
    command: ["biome", "ci", ".", "--max-diagnostics=50"],
    advice: "npm run fix formats and sorts",
  },
  {
    title: "every procedure has its access row, every query its SQL",
    command: vitest(
      "tests/access/matrix.test.ts",
      "tests/golden-sql.test.ts",
      "--testNamePattern",
      "every|recorded|golden",
      // A missing record fails, as in CI, instead of being written.
      "--update=none",
    ),
    advice:
      "add the row to tests/access/table.ts and the query's sample to tests/samples/queries/, or both to the feature's file in" +
      " tests/samples/ if it has one; npx vitest run tests/golden-sql.test.ts -u records the query's SQL in a file to commit",
  },
  { title: "types", command: node("node_modules/typescript/bin/tsc", "--checkers", checkers) },
  {
    title: "tests beside their files",
    command: vitest("shared/", "scripts/", "server/procedures/", "server/http/", "server/surfaces/"),
  },
];

/** The remaining checks: whole systems, other runtimes, documentation and generators. Those of an inner list run in parallel. */
export const slowGates: readonly (readonly Gate[])[] = [
  [
    {
      title: "the worker's bundle",
      command: node("scripts/bundle-budget.ts"),
      advice: "the budgets are in scripts/bundle-budget.ts: raise them if your product needs more",
    },
  ],
  [{ title: "every test", command: vitest() }],
  // Each runs one process at a time, and spends part of its time waiting for a server, a registry or a disk.
  [
    { title: "features added and removed by the generators", command: node("scripts/check-generators.ts") },
    { title: "the documentation's commands", command: node("scripts/check-docs.ts") },
    { title: "clients of third-party generators", command: node("scripts/check-clients.ts", "--cheap") },
  ],
];
