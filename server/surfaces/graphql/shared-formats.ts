import { GraphqlStreamFormat, type SubscribedField } from "./stream-format.ts";

const maxShared = 500;
const maxKeyLength = 8192;

/** Formats of open streams by document and variables, so that streams that ask for the same share their messages. */
export class SharedFormats {
  readonly #known = new Map<string, GraphqlStreamFormat>();

  /** The format of a request; `key` is equal for equal documents, operations and variables. */
  formatOf(key: string, field: SubscribedField): GraphqlStreamFormat {
    const cached = this.#known.get(key);
    if (cached !== undefined) return cached;
    const created = new GraphqlStreamFormat(field);
    if (key.length > maxKeyLength) return created;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= maxShared && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, created);
    return created;
  }
}
