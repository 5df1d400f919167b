const invalidCharacters = /[^_A-Za-z0-9]/g;

/** A valid GraphQL name near the text: `x_request_id` for `x-request-id`. Names with two leading underscores are reserved. */
export function graphqlName(text: string): string {
  const name = text.replace(invalidCharacters, "_").replace(/^_{2,}/, "_");
  return /^[_A-Za-z]/.test(name) ? name : `_${name}`;
}

/** Hands out each name once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  /** The preferred name, or a numbered one when it is taken. */
  take(preferredName: string): string {
    const base = graphqlName(preferredName);
    let name = base;
    for (let count = 2; this.#taken.has(name); count++) name = `${base}${count}`;
    this.#taken.add(name);
    return name;
  }
}
