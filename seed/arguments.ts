import { parseArgs } from "node:util";
import { featureLoads } from "./features/loads.ts";
import type { LoadOptions } from "./load.ts";

/** The command line cannot be used; the message names every error at once. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
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

function numberOf(name: string, { min, max }: Option, text: string | undefined, errors: string[]): number {
  const isFine = text !== undefined && /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
  if (!isFine) errors.push(`--${name}: must be a whole number from ${min} to ${max}`);
  return Number(text);
}

/**
 * Reads the command line of `npm run seed`.
 * @returns what to make, or `"help"`.
 * @throws {ArgumentError} naming every error.
 */
export function readArguments(args: readonly string[]): LoadOptions | "help" {
  const known = Object.fromEntries(Array.from(options.keys(), (name) => [name, { type: "string" as const }]));
  // Not strict: it would stop at the first error.
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...known, help: { type: "boolean" } },
    strict: false,
    tokens: true,
  });
  const errors: string[] = [];
  const given = new Map<string, number>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") errors.push(`${token.value}: not an option`);
    else if (token.name === "help") return "help";
    else if (given.has(token.name)) errors.push(`--${token.name}: given more than once`);
    else {
      const option = options.get(token.name);
      if (option === undefined) errors.push(`${token.rawName}: no such option`);
      else given.set(token.name, numberOf(token.name, option, token.value, errors));
    }
  }
  const among = (names: object) => Object.fromEntries([...given].filter(([name]) => Object.hasOwn(names, name)));
  const { articles, ...rest }: Partial<Record<keyof typeof built, number>> = among(built);
  if (articles === undefined) errors.unshift("--articles: is missing");
  if (articles === undefined || errors.length > 0)
    throw new ArgumentError(`These arguments cannot be used:\n${errors.map((error) => `  ${error}`).join("\n")}`);
  return { articles, ...rest, means: among(added) };
}
