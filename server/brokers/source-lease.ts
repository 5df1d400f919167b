import { pause } from "../concurrency/pause.ts";
import type { Db } from "../database/index.ts";
import { claimSource, type LeasedSource, releaseSource } from "./source-lease.queries.ts";

/** Options of {@link whileLeased}. */
export interface SourceLeaseOptions {
  readonly db: Db;
  /** The source: one process of the database consumes it at a time. */
  readonly name: string;
  /** Another process takes over after this time, where this one ends without a shutdown. */
  readonly leaseMs: number;
}

const maxClaimPauseMs = 2000;
/** Renewals within a lease, so that one that fails does not end it. */
const renewals = 5;

/** Renews the lease until the signal aborts, another process holds it, or the database was away for most of it. */
async function renew(db: Db, leased: LeasedSource, claimedAtMs: number, signal: AbortSignal): Promise<void> {
  const everyMs = leased.leaseMs / renewals;
  for (let validUntilMs = claimedAtMs + leased.leaseMs; ; ) {
    await pause(everyMs, signal);
    if (signal.aborted) return;
    const askedAtMs = performance.now();
    const isHeld = await claimSource(db, leased).catch(() => undefined);
    if (isHeld) validUntilMs = askedAtMs + leased.leaseMs;
    if (isHeld === false || performance.now() + 2 * everyMs > validUntilMs) return;
  }
}

/** Runs `work` under a lease until it is lost or the signal aborts; `work` ends soon after its own signal aborts. */
async function workUnder(
  db: Db,
  leased: LeasedSource,
  claimedAtMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  const working = work(AbortSignal.any([signal, lost.signal]));
  await renew(db, leased, claimedAtMs, signal);
  lost.abort();
  await working;
  // Without the database the lease lapses by itself.
  await releaseSource(db, leased).catch(() => {});
}

/**
 * Consumes a source in one process at a time: two that share a queue would handle messages of a key at the same time and
 * out of order. Waits while another process holds the lease. Never rejects.
 * @param work consumes until its signal aborts; must not reject.
 */
export async function whileLeased(
  { db, name, leaseMs }: SourceLeaseOptions,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const leased: LeasedSource = { name, leaseMs, lease: crypto.randomUUID() };
  while (!signal.aborted) {
    const claimedAtMs = performance.now();
    // While the database is away no message could be handled either.
    if (await claimSource(db, leased).catch(() => false)) await workUnder(db, leased, claimedAtMs, signal, work);
    else await pause(Math.min(maxClaimPauseMs, leaseMs), signal);
  }
}
