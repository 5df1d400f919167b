import { createSemaphore } from "../concurrency/semaphore.ts";
import type { Membership, Services, Viewer } from "../procedures/index.ts";
import { viewerKeyOf } from "./reader-group.ts";

/**
 * Finds the present state of viewers, in their order: null for an ended session, a deleted key, a suspended or deleted
 * account.
 */
export type FindViewers = (services: Services, viewers: readonly Viewer[]) => Promise<readonly (Viewer | null)[]>;

/** The viewer and membership that a stream was admitted by. */
export interface Admission {
  readonly viewer: Viewer | null;
  readonly membership: Membership | null;
}

/** Viewers of one query. */
const maxAtOnce = 1000;
/** Memberships that are looked up at once, by one query each. */
const maxLookups = 4;
/** While messages flow, access is at most this old. */
const maxAgeMs = 250;

const scopesOf = (viewer: Viewer) => (viewer.kind === "apiKey" ? viewer.scopes.join() : "");

const isUnchanged = (before: Viewer, now: Viewer | null | undefined) =>
  now?.role === before.role && scopesOf(now) === scopesOf(before);

/** Values that streams share, with the number of streams. */
class Shared<T> {
  readonly #entries = new Map<string, { readonly value: T; streams: number }>();

  get size(): number {
    return this.#entries.size;
  }

  get values(): readonly T[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  add(key: string, value: T): void {
    const cached = this.#entries.get(key);
    if (cached === undefined) this.#entries.set(key, { value, streams: 1 });
    else cached.streams += 1;
  }

  remove(key: string): void {
    const cached = this.#entries.get(key);
    if (cached !== undefined && --cached.streams === 0) this.#entries.delete(key);
  }
}

/** Checks that the viewers of open streams may still read: twice a second, and before messages. */
export class AccessCheck {
  readonly #services: Services;
  readonly #findViewers: FindViewers;
  readonly #onLost: (isMeant: (admission: Admission) => boolean) => void;
  readonly #viewers = new Shared<Viewer>();
  readonly #memberships = new Shared<Membership>();
  #checkedMs = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;

  /** @param onLost called to end the streams of an admission that no longer holds. */
  constructor(
    services: Services,
    findViewers: FindViewers,
    onLost: (isMeant: (admission: Admission) => boolean) => void,
  ) {
    this.#services = services;
    this.#findViewers = findViewers;
    this.#onLost = onLost;
  }

  add({ viewer, membership }: Admission): void {
    if (viewer !== null) this.#viewers.add(viewerKeyOf({ viewer }), viewer);
    if (membership !== null) this.#memberships.add(membership.key, membership);
  }

  remove({ viewer, membership }: Admission): void {
    this.#viewers.remove(viewerKeyOf({ viewer }));
    if (membership !== null) this.#memberships.remove(membership.key);
  }

  /** @throws when the database is unavailable. */
  regularly(): Promise<void> {
    return this.#check(0);
  }

  /** @throws when the database is unavailable. */
  onMessages(): Promise<void> {
    return this.#check(maxAgeMs);
  }

  #check(ageMs: number): Promise<void> {
    if (this.#viewers.size === 0 || performance.now() - this.#checkedMs < ageMs) return Promise.resolve();
    this.#checking ??= this.#run().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #run(): Promise<void> {
    const startedMs = performance.now();
    await Promise.all([this.#checkViewers(), this.#checkMemberships()]);
    this.#checkedMs = startedMs;
  }

  async #checkViewers(): Promise<void> {
    const asked = this.#viewers.values;
    for (let from = 0; from < asked.length; from += maxAtOnce) {
      const some = asked.slice(from, from + maxAtOnce);
      const found = await this.#findViewers(this.#services, some);
      for (const [at, viewer] of some.entries()) {
        if (isUnchanged(viewer, found[at])) continue;
        const key = viewerKeyOf({ viewer });
        this.#onLost((admission) => viewerKeyOf(admission) === key);
      }
    }
  }

  async #checkMemberships(): Promise<void> {
    const lookUp = createSemaphore({ maxRunning: maxLookups });
    const checks = this.#memberships.values.map(({ key, holds }) =>
      lookUp(async () => {
        if (!(await holds())) this.#onLost(({ membership }) => membership?.key === key);
      }),
    );
    await Promise.all(checks);
  }
}
