import type { Services, Viewer } from "../procedures/index.ts";
import { viewerKeyOf } from "./group.ts";

/**
 * Finds the present state of viewers, in their order: null for an ended session, a deleted key, a suspended or deleted
 * account.
 */
export type FindViewers = (services: Services, viewers: readonly Viewer[]) => Promise<readonly (Viewer | null)[]>;

/** Viewers of one query. */
const maxAtOnce = 1000;
/** While messages flow, access is at most this old. */
const maxAgeMs = 250;

const scopesOf = (viewer: Viewer) => (viewer.kind === "apiKey" ? viewer.scopes.join() : "");

const isUnchanged = (before: Viewer, now: Viewer | null | undefined) =>
  now?.role === before.role && scopesOf(now) === scopesOf(before);

/** Checks that the viewers of open streams may still read: once a second, and before messages. */
export class AccessCheck {
  readonly #services: Services;
  readonly #findViewers: FindViewers;
  readonly #onLost: (viewerKey: string) => void;
  readonly #viewers = new Map<string, { readonly viewer: Viewer; streams: number }>();
  #checkedMs = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;

  /** @param onLost called for a viewer whose streams must end. */
  constructor(services: Services, findViewers: FindViewers, onLost: (viewerKey: string) => void) {
    this.#services = services;
    this.#findViewers = findViewers;
    this.#onLost = onLost;
  }

  add(viewer: Viewer | null): void {
    if (viewer === null) return;
    const key = viewerKeyOf({ viewer });
    const known = this.#viewers.get(key);
    if (known === undefined) this.#viewers.set(key, { viewer, streams: 1 });
    else known.streams += 1;
  }

  remove(viewer: Viewer | null): void {
    const key = viewerKeyOf({ viewer });
    const known = this.#viewers.get(key);
    if (known !== undefined && --known.streams === 0) this.#viewers.delete(key);
  }

  /** @throws when the database is unavailable. */
  eachSecond(): Promise<void> {
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
    const asked = [...this.#viewers.values()].map(({ viewer }) => viewer);
    for (let from = 0; from < asked.length; from += maxAtOnce) {
      const some = asked.slice(from, from + maxAtOnce);
      const found = await this.#findViewers(this.#services, some);
      for (const [at, viewer] of some.entries())
        if (!isUnchanged(viewer, found[at])) this.#onLost(viewerKeyOf({ viewer }));
    }
    this.#checkedMs = startedMs;
  }
}
