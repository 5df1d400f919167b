import type { LogEntry, LogSource } from "./log-source.ts";

/** Events of a page. */
export const pageEvents = 100;
const maxPages = 16;
/** Messages stay with the events they are made of, and show what is so when they are made. */
const maxAgeMs = 10_000;

interface Page {
  readonly entries: Promise<readonly LogEntry[]>;
  readonly readAtMs: number;
}

/**
 * Pages of the log that readers missed: when many come back at once, as after a deployment, each page is read once, and each of
 * its messages made once, for all of them.
 */
export class LogPages {
  readonly #source: LogSource;
  readonly #pages = new Map<number, Page>();

  constructor(source: LogSource) {
    this.#source = source;
  }

  /** The events after a position, up to the end of its page. @throws when the database is unavailable. */
  async after(position: number): Promise<readonly LogEntry[]> {
    const entries = await this.#page(position - (position % pageEvents));
    return entries.filter((entry) => entry.position > position);
  }

  clear(): void {
    this.#pages.clear();
  }

  #page(first: number): Promise<readonly LogEntry[]> {
    const found = this.#pages.get(first);
    if (found !== undefined && performance.now() - found.readAtMs < maxAgeMs) return found.entries;
    const page = { entries: this.#source.read(first, pageEvents), readAtMs: performance.now() };
    const forget = () => {
      if (this.#pages.get(first) === page) this.#pages.delete(first);
    };
    // A page that is not full is the end of the log, which grows.
    page.entries.then((entries) => entries.length < pageEvents && forget(), forget);
    this.#pages.delete(first);
    this.#pages.set(first, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > maxPages && oldest !== undefined) this.#pages.delete(oldest);
    return page.entries;
  }
}
