import { runInNewContext } from "node:vm";
import pluralize from "pluralize-esm";
import { typesOfClient } from "../generate/client-types.ts";

/** Stops a command before any change; its message says what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** A feature's name in all forms. */
export interface FeatureNames {
  /** `readingLists`, as in contracts, folders and the client. */
  readonly feature: string;
  /** `readingList`, singular. */
  readonly one: string;
  /** `ReadingList`. */
  readonly One: string;
  /** `ReadingLists`. */
  readonly Many: string;
  /** `reading-lists`, in URLs. */
  readonly path: string;
  /** `reading_list`. */
  readonly table: string;
  /** `reading list`, in sentences. */
  readonly phrase: string;
  /** `reading lists`. */
  readonly phrases: string;
}

// Reserved words of JavaScript and TypeScript.
const keywords = new Set(
  `arguments async await boolean break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function get if implements import in instanceof interface let new null number object of package
  private protected public return set static string super switch symbol this throw true try type typeof undefined var void
  while with yield`.split(/\s+/),
);

// Names that contract files or the tree of contracts use themselves.
const projectNames = new Set(
  `query mutation subscription event job webhook fields errors limit example api events scopes z`.split(" "),
);

// Types that each contract file imports.
const contractTypes = new Set(["Moment", "Next", "Nothing"]);

/** `Date`, `Error`, `Map`: globals of JavaScript in every runtime. */
const builtIns = new Set<string>(runInNewContext("Object.getOwnPropertyNames(globalThis)"));

export const pascal = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const words = (camel: string): string[] =>
  camel
    .replace(/([A-Z])/g, " $1")
    .toLowerCase()
    .split(" ");

/** Converts `dueAt` to `due_at`. */
export const snake = (camel: string): string => words(camel).join("_");

export const camel = (text: string): string =>
  text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

// Words that the library inflects incorrectly.
for (const [one, many] of [
  ["bias", "biases"],
  ["cache", "caches"],
  ["die", "dies"],
  ["lens", "lenses"],
  ["niche", "niches"],
  ["selfie", "selfies"],
] as const)
  pluralize.addIrregularRule(one, many);
pluralize.addUncountableRule("species");

/**
 * Singular of a plural word, by its last part. News and equipment have no singular: a news item.
 * @returns `undefined` if the word is not plural.
 */
function singular(many: string): string | undefined {
  const [, before = "", last = many] = /^(.*[a-z0-9])([A-Z][a-z0-9]*)$/.exec(many) ?? [];
  const word = last.toLowerCase();
  const one = pluralize.singular(word);
  if (one !== word) return before + (before === "" ? one : pascal(one));
  return pluralize.plural(word) === word ? `${many}Item` : undefined;
}

const maxLength = 40;

/** @throws {Refusal} for an invalid feature name. */
export function featureNames(given: string): FeatureNames {
  const feature = camel(given);
  if (!/^[a-z][A-Za-z0-9]*$/.test(feature) || !/^[a-z][A-Za-z0-9]*(?:-[a-z0-9]+)*$/.test(given))
    throw new Refusal(`"${given}" cannot name a feature: write letters and digits, as in bookmarks or reading-lists.`);
  if (feature.length > maxLength) throw new Refusal(`"${given}" is longer than ${maxLength} characters.`);
  if (
    keywords.has(feature) ||
    projectNames.has(feature) ||
    feature in Object.prototype ||
    ["then", "call", "apply"].includes(feature)
  )
    throw new Refusal(`"${given}" is reserved by JavaScript or by this project and cannot name a feature.`);
  const one = singular(feature);
  if (one === undefined)
    throw new Refusal(`"${given}" is not plural: features are named in the plural, as in bookmarks or reading-lists.`);
  const One = pascal(one);
  if (keywords.has(one)) throw new Refusal(`One of "${given}" would be "${one}", which JavaScript reserves.`);
  if (builtIns.has(One) || contractTypes.has(One) || typesOfClient.has(One))
    throw new Refusal(
      `One of "${given}" would be the type ${One}, which every program or client has already: say which, as in order-${given}.`,
    );
  return {
    feature,
    one,
    One,
    Many: pascal(feature),
    path: words(feature).join("-"),
    table: snake(one),
    phrase: words(one).join(" "),
    phrases: words(feature).join(" "),
  };
}

/** `an article`, `a bookmark`. */
export const withArticle = (phrase: string): string => `${/^[aeio]/.test(phrase) ? "an" : "a"} ${phrase}`;
