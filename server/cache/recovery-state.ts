import type { Epoch } from "./epoch.ts";
import type { KeyParts } from "./key.ts";

/** State that a process keeps across a Redis outage. Plain data, shared by all requests of an isolate. */
export interface RecoveryState {
  readonly pending: Map<string, KeyParts>;
  /** How often the pending clears exceeded their bound. Above 0: everything must be cleared. */
  overflows: number;
  /** Failure count at the last recovery; `null` before the first one. */
  recoveredFailureCount: number | null;
  /** How often a missing clear was reported. */
  suspicions: number;
  /** False while notifications of clears by other processes may be lost. */
  isInformed: boolean;
  /** No second recovery starts before this time; bounded, since a cancelled request may leave a recovery unfinished. */
  recoveringUntilMs: number;
  /** The current epoch, whose entries are trusted; `null` until it is known. */
  epoch: Epoch | null;
  /** Identity of the Redis of this epoch. */
  redis: string | undefined;
  /** Highest value seen of the epoch's fence. */
  fence: number;
  /** An epoch whose Redis was restored to an earlier state. */
  lost: string | undefined;
  /** When the identity of Redis was last confirmed. */
  confirmedAtMs: number;
  /** Identities of Redis seen so far, the latest last. */
  readonly earlier: Set<string>;
  /** Several servers answer alternately, so their identity carries no information. */
  isUnidentified: boolean;
}

/** Creates the state of a process that has not yet reached Redis. */
export const createRecoveryState = (): RecoveryState => ({
  pending: new Map(),
  overflows: 0,
  recoveredFailureCount: null,
  suspicions: 0,
  isInformed: true,
  recoveringUntilMs: Number.NEGATIVE_INFINITY,
  epoch: null,
  redis: undefined,
  fence: 0,
  lost: undefined,
  confirmedAtMs: Number.NEGATIVE_INFINITY,
  earlier: new Set(),
  isUnidentified: false,
});
