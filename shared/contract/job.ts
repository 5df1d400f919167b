import type * as z from "zod";
import { mayBeUndefined } from "./find-inexpressible.ts";
import { schemaErrorOf } from "./schema-errors.ts";

/** How failed attempts of a job are repeated: with exponential backoff and jitter. */
export interface RetryPolicy {
  /** Attempts before the job becomes a dead letter. */
  readonly maxAttempts: number;
  /** Pause after the first failure; doubles with each further one. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

/** Options of {@link job}. */
export interface JobOptions<I extends z.ZodType, U extends string = string> {
  /** The work, in the imperative: "Send a password reset mail". */
  readonly summary: string;
  /** Holds no secrets: it is stored, and read by operators. */
  readonly input: I;
  /**
   * Fields of the input. At most one job with the same values waits for its first attempt: enqueueing another one
   * returns the waiting job. An empty list: at most one job of this name waits.
   */
  readonly unique?: readonly U[];
  readonly retry?: Partial<RetryPolicy>;
  /** Deadline of an attempt. */
  readonly timeoutMs?: number;
  /** Attempts that run at the same time, in all processes together; absent: as many as the processes have slots. */
  readonly concurrency?: number;
  /** The name in the database where it differs: the job's name in a previous release. */
  readonly storedAs?: string;
}

/** A declared job. */
export interface Job<I extends z.ZodType = z.ZodType> extends JobOptions<I> {
  readonly kind: "job";
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
}

/** States of a job: waiting for an attempt, under the lease of one, or ended. */
export const jobStates = ["pending", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** Declared jobs by name. */
export type Jobs = Readonly<Record<string, Job>>;

const defaultRetry: RetryPolicy = { maxAttempts: 10, pauseMs: 1000, maxPauseMs: 900_000 };
const defaultTimeoutMs = 10_000;

const bounds = {
  maxAttempts: 100,
  pauseMs: 86_400_000,
  maxPauseMs: 86_400_000,
  timeoutMs: 3_600_000,
  concurrency: 1000,
};

/** A job's input is stored as JSON and parsed again for its handler, so it must survive the round trip unchanged. */
function inputErrorOf({ input, unique = [] }: JobOptions<z.ZodType>): string | undefined {
  const error = schemaErrorOf(input);
  if (error !== undefined) return `input: ${error}`;
  if (mayBeUndefined(input)) return "input: it may be undefined, which JSON cannot express";
  const fields: object = "shape" in input && typeof input.shape === "object" ? (input.shape ?? {}) : {};
  const unknown = unique.find((field) => !Object.hasOwn(fields, field));
  return unknown === undefined ? undefined : `unique: the input has no field "${unknown}"`;
}

function numberErrorOf({ retry, timeoutMs, concurrency = 1 }: Job): string | undefined {
  const numbers = new Map(Object.entries({ ...retry, timeoutMs, concurrency }));
  const isWithin = (value = Number.NaN, max: number) => Number.isSafeInteger(value) && value >= 1 && value <= max;
  const wrong = Object.entries(bounds).find(([name, max]) => !isWithin(numbers.get(name), max));
  return wrong && `${wrong[0]} must be a whole number from 1 to ${wrong[1]}`;
}

/**
 * Declares a job: work that is enqueued in the transaction of a change and done after its commit.
 * @throws {TypeError} for an input that is not plain JSON, a field of `unique` that the input lacks, or a number out of its
 * bounds; the message names it.
 *
 * @example
 * "reports.build": job({
 *   summary: "Build the monthly report of an author",
 *   input: z.object({ authorId: z.int(), month: z.iso.date() }),
 *   unique: ["authorId", "month"],
 *   retry: { maxAttempts: 5 },
 *   timeoutMs: 60_000,
 *   concurrency: 2,
 * }),
 */
export function job<I extends z.ZodType>(options: JobOptions<I, keyof z.output<I> & string>): Job<I> {
  const { timeoutMs = defaultTimeoutMs } = options;
  const declared: Job<I> = { ...options, kind: "job", retry: { ...defaultRetry, ...options.retry }, timeoutMs };
  // As in `defineApi`.
  if (navigator.userAgent !== "Cloudflare-Workers") {
    const error = inputErrorOf(options) ?? numberErrorOf(declared);
    if (error !== undefined) throw new TypeError(`"${options.summary}": ${error}`);
  }
  return declared;
}
