/** What stops a command; its message tells a person what to do about it, and nothing was changed. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** A feature's name in every form that the source uses. */
export interface FeatureNames {
  /** `readingLists`, as in contracts, folders and the client. */
  readonly feature: string;
  /** `readingList`, one of them. */
  readonly one: string;
  /** `ReadingList`. */
  readonly One: string;
  /** `ReadingLists`. */
  readonly Many: string;
  /** `reading-lists`, in addresses. */
  readonly path: string;
  /** `reading_list`. */
  readonly table: string;
  /** `reading list`, in sentences. */
  readonly phrase: string;
  /** `reading lists`. */
  readonly phrases: string;
}

// Words that cannot be a constant's name, and names that each contract file uses for itself.
const reserved = new Set(
  `arguments await boolean break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null number object package private
  protected public return static string super switch symbol this throw true try typeof undefined var void while with
  yield query mutation fields example api events scopes z`.split(/\s+/),
);

export const pascal = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const words = (camel: string): string[] =>
  camel
    .replace(/([A-Z])/g, " $1")
    .toLowerCase()
    .split(" ");

/** `dueAt` to `due_at`. */
export const snake = (camel: string): string => words(camel).join("_");

const camel = (text: string): string => text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function singular(plural: string): string {
  if (/[^aeiou]ies$/.test(plural)) return `${plural.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(plural)) return plural.slice(0, -2);
  return /[^su]s$/.test(plural) ? plural.slice(0, -1) : plural;
}

const maxLength = 40;

/** @throws {Refusal} for what cannot name a feature. */
export function featureNames(given: string): FeatureNames {
  const feature = camel(given);
  if (!/^[a-z][A-Za-z0-9]*$/.test(feature) || !/^[a-z][A-Za-z0-9]*(?:-[a-z0-9]+)*$/.test(given))
    throw new Refusal(`"${given}" cannot name a feature: write letters and digits, as in bookmarks or reading-lists.`);
  if (feature.length > maxLength) throw new Refusal(`"${given}" is longer than ${maxLength} characters.`);
  if (reserved.has(feature) || feature in Object.prototype || ["then", "call", "apply"].includes(feature))
    throw new Refusal(`"${given}" is a word of the language or of the house and cannot name a feature.`);
  const one = singular(feature);
  if (one === feature)
    throw new Refusal(`"${given}" is not plural: features are named in the plural, as in bookmarks or reading-lists.`);
  if (reserved.has(one)) throw new Refusal(`One of "${given}" would be "${one}", which is a word of the language.`);
  return {
    feature,
    one,
    One: pascal(one),
    Many: pascal(feature),
    path: words(feature).join("-"),
    table: snake(one),
    phrase: words(one).join(" "),
    phrases: words(feature).join(" "),
  };
}

/** `an article`, `a bookmark`. */
export const withArticle = (phrase: string): string => `${/^[aeio]/.test(phrase) ? "an" : "a"} ${phrase}`;
