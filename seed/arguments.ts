import { parseArgs } from "node:util";
import { featureLoads } from "./features/loads.ts";
import type { LoadOptions } from "./load.ts";

/** The command line cannot be used; the message names every fault at once. */
export class ArgumentFault extends Error {
  override readonly name = "ArgumentFault";
}

interface Option {
  readonly min: number;
  readonly max: number;
  readonly says: string;
}

const built = {
  articles: { min: 1, max: 10_000_000, says: "articles to make (required)" },
  authors: { min: 2, max: 1_000_000, says: "accounts to make; a twentieth of the articles unless given" },
  tags: { min: 1, max: 100_000, says: "different tags; 1,000 unless given" },
  favorites: { min: 0, max: 100, says: "favorites per article, on average; 5 unless given" },
  follows: { min: 0, max: 1000, says: "accounts that an account follows, on average; 50 unless given" },
  seed: { min: 0, max: 1_000_000_000, says: "the same number makes the same rows; 1 unless given" },
} as const;

/** The rows that features add, by the option that sets their number. */
const added = Object.fromEntries(
  featureLoads.map(({ option, mean }): [string, Option] => [
    option,
    { min: 0, max: 100, says: `${option} per article, on average; ${mean} unless given` },
  ]),
);

const options = new Map<string, Option>(Object.entries({ ...built, ...added }));
const withCommas = (number: number) => number.toLocaleString("en-US");

/** How the command is used. */
export const usage = [
  "npm run seed -- --articles 100000",
  "",
  ...Array.from(
    options,
    ([name, { min, max, says }]) => `  --${name.padEnd(11)} ${says} (${withCommas(min)} to ${withCommas(max)})`,
  ),
  "",
  "Fills the database at DATABASE_URL or, without it, the embedded one under DATA_DIR.",
].join("\n");

function numberOf(name: string, { min, max }: Option, text: string | undefined, faults: string[]): number {
  const isFine = text !== undefined && /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
  if (!isFine) faults.push(`--${name}: must be a whole number from ${min} to ${max}`);
  return Number(text);
}

/**
 * Reads the command line of `npm run seed`.
 * @returns what to make, or `"help"`.
 * @throws {ArgumentFault} naming every fault.
 */
export function readArguments(args: readonly string[]): LoadOptions | "help" {
  const known = Object.fromEntries(Array.from(options.keys(), (name) => [name, { type: "string" as const }]));
  // Not strict: it would stop at the first fault.
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...known, help: { type: "boolean" } },
    strict: false,
    tokens: true,
  });
  const faults: string[] = [];
  const given = new Map<string, number>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") faults.push(`${token.value}: not an option`);
    else if (token.name === "help") return "help";
    else if (given.has(token.name)) faults.push(`--${token.name}: given more than once`);
    else {
      const option = options.get(token.name);
      if (option === undefined) faults.push(`${token.rawName}: no such option`);
      else given.set(token.name, numberOf(token.name, option, token.value, faults));
    }
  }
  const among = (names: object) => Object.fromEntries([...given].filter(([name]) => Object.hasOwn(names, name)));
  const { articles, ...rest }: Partial<Record<keyof typeof built, number>> = among(built);
  if (articles === undefined) faults.unshift("--articles: is missing");
  if (articles === undefined || faults.length > 0)
    throw new ArgumentFault(`These arguments cannot be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  return { articles, ...rest, means: among(added) };
}
