/** Words of a name: split at everything that no identifier holds. Letters outside of ASCII are dropped, since Dart takes none. */
const wordsOf = (text: string): string[] => text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Names of symbols in values such as `>=`. */
const symbols: Readonly<Record<string, string>> = {
  "+": "Plus",
  "-": "Minus",
  "<": "Less",
  ">": "Greater",
  "=": "Equal",
  "*": "Star",
  "/": "Slash",
  "%": "Percent",
  "&": "And",
  "|": "Or",
  "!": "Not",
};

/** A name in Pascal case: `public-key` gives `PublicKey`, `1st` gives `V1st`. */
export function pascalOf(text: string): string {
  const words = wordsOf(text).map((word) => (/^[A-Z0-9]+$/.test(word) ? capital(word.toLowerCase()) : capital(word)));
  const spelled = words.length > 0 ? words.join("") : [...text].map((char) => symbols[char] ?? "").join("");
  if (spelled === "") return text === "" ? "Empty" : "Value";
  return /^[0-9]/.test(spelled) ? `V${spelled}` : spelled;
}

/** A type's name: like {@link pascalOf}, but letters keep their case. */
export function typeNameOf(text: string): string {
  const joined = wordsOf(text).map(capital).join("");
  return joined === "" ? "Value" : /^[0-9]/.test(joined) ? `V${joined}` : joined;
}

/** A property's name: `created_at` gives `createdAt`, and `slug` stays as it is. */
export function camelOf(text: string): string {
  const [first = "field", ...others] = wordsOf(text);
  const start = /^[A-Z0-9_]+$/.test(first) ? first.toLowerCase() : first.slice(0, 1).toLowerCase() + first.slice(1);
  const joined = start + others.map(capital).join("");
  return /^[0-9]/.test(joined) ? `v${joined}` : joined;
}

/** Kotlin compiles a type and each of its cases to a file called after both, and file names end at 255 bytes. */
const maxNameLength = 110;

/** Hands out names, each once; names that differ in case only are the same, as they are to a file system of macOS. */
export class Names {
  readonly #taken = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.#taken.add(name.toLowerCase());
  }

  claim(wanted: string): string {
    const name = wanted.slice(0, maxNameLength);
    let free = name;
    for (let count = 2; this.#taken.has(free.toLowerCase()); count++) free = `${name}${count}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }
}

/** Property names for wire names, each once. @param avoid replaces a name that the language does not take. */
export function propertyNames(wires: readonly string[], avoid: (name: string) => string): ReadonlyMap<string, string> {
  const names = new Names();
  return new Map(wires.map((wire) => [wire, names.claim(avoid(camelOf(wire)))]));
}

/** Methods of a feature's client: each call, and the sequences of those with pages. */
export interface Methods {
  readonly nameOf: (verb: string) => string;
  /** Name of a sequence: `listPages`. */
  readonly sequenceOf: (verb: string, suffix: "Pages" | "Items") => string;
}

/** Names a feature's methods, each once. @param avoid replaces a name that the language does not take. */
export function methodNames(verbs: readonly string[], avoid: (name: string) => string): Methods {
  const calls = propertyNames(verbs, avoid);
  const names = new Names(calls.values());
  const nameOf = (verb: string) => calls.get(verb) ?? verb;
  const sequences = new Map(
    verbs.flatMap((verb) =>
      ["Pages", "Items"].map((suffix) => [verb + suffix, names.claim(nameOf(verb) + suffix)] as const),
    ),
  );
  return { nameOf, sequenceOf: (verb, suffix) => sequences.get(verb + suffix) ?? verb + suffix };
}
