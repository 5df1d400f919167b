import type * as z from "zod";
import { nextCronRun } from "./cron.ts";
import type { Jobs } from "./job.ts";

/**
 * When a schedule runs: at each multiple of a period since 1970 in UTC, or by a cron expression in a time zone. Both have
 * minutes as their smallest unit.
 */
export type Timing =
  | { readonly every: { readonly minutes: number } | { readonly hours: number } }
  | { readonly cron: string; readonly timeZone: string };

/**
 * Handling of due minutes that passed while no process ran. `skip`: nothing; `once`: one run for all of them; `all`: a run
 * for each.
 */
export type Missed = "skip" | "once" | "all";

/** A declared schedule. */
export interface Schedule {
  readonly kind: "schedule";
  readonly job: string;
  readonly input: unknown;
  readonly timing: Timing;
  readonly missed: Missed;
}

/** Declared schedules by name. */
export type Schedules = Readonly<Record<string, Schedule>>;

const minuteMs = 60_000;
const maxMinutes = 31 * 24 * 60;

/** The first run after an instant, in milliseconds since 1970. */
export function nextRun(timing: Timing, after: number): number {
  if ("cron" in timing) return nextCronRun(timing.cron, timing.timeZone, after);
  const periodMs = minuteMs * ("minutes" in timing.every ? timing.every.minutes : timing.every.hours * 60);
  return (Math.floor(after / periodMs) + 1) * periodMs;
}

const issueText = ({ path, message }: z.core.$ZodIssue) => `${["input", ...path].join(".")}: ${message}`;

/**
 * Declares a schedule: a job that is enqueued at certain times, once for each due minute however many processes run.
 * @throws {TypeError} for an unknown job, an input that does not fit it, a period out of 1 minute to 31 days, a text that is
 * no cron expression or one that never comes, and an unknown time zone.
 *
 * @example
 * "reports.nightly": schedule(jobs, {
 *   job: "reports.build",
 *   input: {},
 *   cron: "30 2 * * *",
 *   timeZone: "Europe/Berlin",
 *   missed: "once",
 * }),
 */
export function schedule<J extends Jobs, N extends keyof J & string>(
  jobs: J,
  {
    job,
    input,
    missed,
    ...timing
  }: { readonly job: N; readonly input: z.input<J[N]["input"]>; readonly missed: Missed } & Timing,
): Schedule {
  const refuse = (error: string): never => {
    throw new TypeError(`a schedule of "${job}": ${error}`);
  };
  if ("every" in timing) {
    const minutes = "minutes" in timing.every ? timing.every.minutes : timing.every.hours * 60;
    if (!(Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= maxMinutes))
      refuse("every must be a whole number of minutes, at most 31 days");
  }
  const declared = jobs[job] ?? refuse("there is no such job");
  const parsed = declared.input.safeParse(input);
  if (!parsed.success) return refuse(parsed.error.issues.map(issueText).join("; "));
  nextRun(timing, 0);
  return { kind: "schedule", job, input: parsed.data, timing, missed };
}
