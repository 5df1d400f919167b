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

/** Each checker of the compiler does part of the work of the others too: on two cores, one is the fastest. */
const checkers = String(Math.min(4, Math.ceil(availableParallelism() / 2)));

/** Checks without a database, quickest first: about 50 s of CPU in total. */
export const quickGates: readonly Gate[] = [
  {
    title: "import borders",
    command: node("scripts/borders.ts"),
    advice: "npm run fix draws the map in ARCHITECTURE.md anew",
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
      // Does not record what is new, as CI does not.
      "--update=none",
    ),
    advice:
      "a row goes to tests/access/table.ts and a query's sample to tests/samples/queries/, both to tests/samples/ where the" +
      " feature has a file there; npx vitest run tests/golden-sql.test.ts -u records what a query sends, in a file to commit",
  },
  { title: "types", command: node("node_modules/typescript/bin/tsc", "--checkers", checkers) },
  {
    title: "tests beside their files",
    command: vitest("shared/", "scripts/", "server/procedures/", "server/http/", "server/surfaces/"),
  },
];

/** The remaining checks: whole systems, other runtimes, documentation and generators. Those of one list run side by side. */
export const slowGates: readonly (readonly Gate[])[] = [
  [
    {
      title: "the worker's bundle",
      command: node("scripts/bundle-budget.ts"),
      advice: "the budgets are in scripts/bundle-budget.ts: raise them where your product is worth it",
    },
  ],
  [{ title: "every test", command: vitest() }],
  // Each is one process at a time, and waits for a server, a registry or a disk for part of it.
  [
    { title: "features made and taken out", command: node("scripts/check-generators.ts") },
    { title: "the documentation's commands", command: node("scripts/check-docs.ts") },
    { title: "clients by other people's generators", command: node("scripts/check-clients.ts", "--cheap") },
  ],
];
