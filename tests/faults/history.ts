/** One record that is written repeatedly, and the ways to read it. */
export interface Subject {
  readonly name: string;
  /**
   * Maximum pause between two writes. Each write invalidates the previous state, so stale data needs time to be seen.
   */
  readonly maxPauseMs: number;
  /**
   * Writes the state with this number.
   * @returns whether it was acknowledged; rejects without a response.
   */
  readonly write: (url: string, version: number) => Promise<boolean>;
  /** Each returns the number of the state that it read; `undefined` for responses without a state, such as a 503. */
  readonly reads: readonly ((url: string) => Promise<number | undefined>)[];
}

/** The result of a run. */
export interface WriteHistoryResult {
  readonly reads: number;
  readonly writes: number;
  /** Writes with an unknown outcome. */
  readonly lost: number;
  readonly violations: number;
  /** The first stale reads. */
  readonly stale: readonly string[];
  /** Subjects without an acknowledged write: none of their reads could be stale. */
  readonly unwritten: readonly string[];
}

const maxReported = 20;
const maxLastWrites = 10;

interface State {
  attempted: number;
  acknowledged: number;
}

/** Records acknowledgements and checks reads against them. */
export function createWriteHistory(circumstances: () => string) {
  const startedAt = performance.now();
  const states = new Map<Subject, State>();
  const stale: string[] = [];
  let [reads, writes, lost, violations] = [0, 0, 0, 0];
  const reportViolation = (what: string) => {
    violations += 1;
    if (stale.length < maxReported) stale.push(what);
  };
  const stateOf = (subject: Subject): State => {
    const known = states.get(subject) ?? { attempted: 0, acknowledged: 0 };
    states.set(subject, known);
    return known;
  };
  const checkRead = async (subject: Subject, url: string, at: number) => {
    const state = stateOf(subject);
    const floor = state.acknowledged;
    const before = circumstances();
    const seen = await subject.reads[at]?.(url).catch(() => undefined);
    if (seen === undefined) return;
    reads += 1;
    if (seen < floor || seen > state.attempted)
      reportViolation(
        `${Math.round(performance.now() - startedAt)} ms, ${before}, ${circumstances()}: ` +
          `${subject.name}, read ${at} at ${url}: saw ${seen}, acknowledged ${floor}, tried ${state.attempted}`,
      );
  };
  const write = async (subject: Subject, url: string) => {
    const state = stateOf(subject);
    const version = ++state.attempted;
    const done = await subject.write(url, version).catch(() => false);
    if (done) {
      writes += 1;
      state.acknowledged = version;
    } else lost += 1;
  };
  return {
    write,
    read: (subject: Subject, url: string, random: () => number) =>
      checkRead(subject, url, Math.floor(random() * subject.reads.length)),
    /**
     * Performs every read after all faults have ended: none may fail. First writes until a write is acknowledged, since the
     * outcome of an unacknowledged one is unknown.
     */
    settle: async (subject: Subject, url: string): Promise<void> => {
      const state = stateOf(subject);
      for (let tries = 0; state.acknowledged < state.attempted && tries < maxLastWrites; tries++)
        await write(subject, url);
      const before = reads;
      const seen = await Promise.all(subject.reads.map((read) => read(url)));
      if (new Set(seen).size !== 1)
        reportViolation(`${subject.name} at ${url}, after all faults had ended: ${seen.join(", ")}`);
      for (const at of subject.reads.keys()) await checkRead(subject, url, at);
      if (reads - before !== subject.reads.length)
        reportViolation(`${subject.name} at ${url}: could no longer be read`);
    },
    result: (): WriteHistoryResult => {
      const unwritten = [...states].flatMap(([{ name }, { acknowledged }]) => (acknowledged === 0 ? [name] : []));
      return { reads, writes, lost, violations, stale, unwritten };
    },
  };
}
