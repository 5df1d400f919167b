import { pause } from "../concurrency/pause.ts";
import { createWakeSignal } from "../concurrency/wake-signal.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { LogEntry, LogPoint, LogSource } from "./log-source.ts";

export interface TailOptions {
  readonly source: LogSource;
  readonly log: Log;
  /** Receives new events in commit order, without gaps or duplicates, with the point after them. */
  readonly onEvents: (events: readonly LogEntry[]) => void;
  /** Called when events were lost to retention before they were read. */
  readonly onGap: () => void;
  /** Called when the log was replaced, as by a restore from a backup: positions may have gone back. */
  readonly onOtherHistory: () => void;
  /** Interval of reads without a wake-up, while no notifications arrive. */
  readonly pollMs: number;
  /** Interval of reads without a wake-up, while notifications arrive. */
  readonly listeningPollMs: number;
  /** Minimum interval between two reads: the first event after a pause is read at once, those of a burst of commits together. */
  readonly gatherMs: number;
}

const maxPage = 500;
/** Recent events kept in memory: clients that reconnect soon need no query. */
const maxRecent = 1000;

const positionOf = (entry: LogEntry | undefined, otherwise: number) => entry?.position ?? otherwise;

/**
 * Reads the log once for all streams of a process: one query at a time, and one for any number of wake-ups meanwhile.
 * Runs only while there are streams.
 */
export class Tail {
  readonly #options: TailOptions;
  #end: LogPoint = { position: 0, cursor: "" };
  #recent: LogEntry[] = [];
  #starting: Promise<void> | undefined;
  /** The running loop; another object after a restart. */
  #run: object | undefined;
  #isListening = false;
  readonly #signal = createWakeSignal();

  constructor(options: TailOptions) {
    this.#options = options;
  }

  /** The point after the last event that was passed on. */
  get end(): LogPoint {
    return this.#end;
  }

  /** Starts at the end of the log, unless it runs. @throws when the database is unavailable. */
  start(): Promise<void> {
    if (this.#run !== undefined) return Promise.resolve();
    this.#starting ??= this.#begin().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  stop(): void {
    this.#run = undefined;
    this.#recent = [];
    this.wake();
  }

  /** Reads now: a transaction with events was committed. */
  wake(): void {
    this.#signal.wake();
  }

  /** Tells whether {@link wake} is called for each commit of any process, so that reads without one can be rarer. */
  setListening(isListening: boolean): void {
    this.#isListening = isListening;
    this.wake();
  }

  /** Events after a position from memory; `undefined` where memory does not reach back to it. */
  since(position: number): readonly LogEntry[] | undefined {
    if (position >= this.#end.position) return [];
    const first = positionOf(this.#recent[0], Number.POSITIVE_INFINITY);
    return position + 1 < first ? undefined : this.#recent.slice(position + 1 - first);
  }

  /** The position of a cursor, if it is in memory. */
  find(cursor: string): number | undefined {
    if (cursor === this.#end.cursor) return this.#end.position;
    return this.#recent.find((entry) => entry.cursor === cursor)?.position;
  }

  async #begin(): Promise<void> {
    this.#end = await this.#options.source.latest();
    const run = {};
    this.#run = run;
    void this.#loop(run);
  }

  /**
   * Reads the next events, together with the last one: in the log of another history, as after a restore from a backup or a
   * failover that lost commits, its position is empty or holds another event.
   * @returns `undefined` in such a log.
   */
  async #next(): Promise<readonly LogEntry[] | undefined> {
    const { source } = this.#options;
    const { position, cursor } = this.#end;
    if (position === 0) return source.read(0, maxPage);
    const page = await source.read(position - 1, maxPage + 1);
    const [first] = page;
    if (first?.position === position) return first.cursor === cursor ? page.slice(1) : undefined;
    if (first !== undefined) return page;
    // Retention has dropped the last event, or the log ends before it.
    return (await source.latest()).cursor === cursor ? [] : undefined;
  }

  /** Continues at the end of the replaced log. */
  async #restart(): Promise<void> {
    const { source, log, onOtherHistory } = this.#options;
    this.#end = await source.latest();
    this.#recent = [];
    log.warn("live.log_replaced", { position: this.#end.position });
    onOtherHistory();
  }

  async #loop(run: object): Promise<void> {
    const { log, pollMs, listeningPollMs, gatherMs } = this.#options;
    while (this.#run === run) {
      const readAtMs = performance.now();
      try {
        const page = await this.#next();
        if (this.#run !== run) return;
        if (page === undefined) await this.#restart();
        else this.#take(page);
        if (page === undefined || page.length >= maxPage) continue;
      } catch (error) {
        log.warn("live.log_unavailable", { error: describeError(error) });
      }
      await this.#signal.sleep(this.#isListening ? listeningPollMs : pollMs);
      const earlyMs = readAtMs + gatherMs - performance.now();
      if (earlyMs > 0) await pause(earlyMs);
    }
  }

  #take(page: readonly LogEntry[]): void {
    const last = page.at(-1);
    if (last === undefined) return;
    const isGap = page[0]?.position !== this.#end.position + 1;
    this.#end = { position: last.position, cursor: last.cursor };
    if (isGap) {
      this.#recent = [];
      this.#options.onGap();
      return;
    }
    this.#recent = [...this.#recent, ...page].slice(-maxRecent);
    this.#options.onEvents(page);
  }
}
