import type { LogEntry, LogSource } from "./log-source.ts";

/** Number of events of a full page. */
export const pageSize = 100;
const maxPages = 16;
/** Messages are cached with their events, and show the data of the moment they were made: older ones would be outdated. */
const maxAgeMs = 10_000;

interface Page {
  readonly entries: Promise<readonly LogEntry[]>;
  readonly readAtMs: number;
}

/**
 * A cache of log pages for clients that missed events. When many of them reconnect at once, as after a deployment, each page is
 * read once for all of them, and each of its messages is made once.
 */
export class LogPages {
  readonly #source: LogSource;
  readonly #pages = new Map<number, Page>();

  constructor(source: LogSource) {
    this.#source = source;
  }

  /** The events after a position, up to the end of its page. @throws when the database is unavailable. */
  async after(position: number): Promise<readonly LogEntry[]> {
    const entries = await this.#page(position - (position % pageSize));
    return entries.filter((entry) => entry.position > position);
  }

  clear(): void {
    this.#pages.clear();
  }

  #page(first: number): Promise<readonly LogEntry[]> {
    const cached = this.#pages.get(first);
    if (cached !== undefined && performance.now() - cached.readAtMs < maxAgeMs) return cached.entries;
    const page = { entries: this.#source.read(first, pageSize), readAtMs: performance.now() };
    const forget = () => {
      if (this.#pages.get(first) === page) this.#pages.delete(first);
    };
    // A page that is not full is the end of the log, which grows.
    page.entries.then((entries) => entries.length < pageSize && forget(), forget);
    this.#pages.delete(first);
    this.#pages.set(first, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > maxPages && oldest !== undefined) this.#pages.delete(oldest);
    return page.entries;
  }
}
