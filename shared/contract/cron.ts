/** A parsed cron expression: minute, hour, day of the month, month, day of the week (0 and 7: Sunday). */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether the hours are `*` or a step of it, so that the expression means a period rather than times of the day. */
  readonly isPeriodic: boolean;
  readonly matchesDay: (month: number, dayOfMonth: number, dayOfWeek: number) => boolean;
}

interface Field {
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on. */
  readonly names?: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const fieldsInOrder: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 7, names: weekdays },
];

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
/** Clocks change by at most two hours, as in Antarctica/Troll. */
const maxClockChangeMs = 120 * minuteMs;
const dayMs = 86_400_000;
/** Leap days are at most eight years apart. */
const maxDays = 366 * 8;

/** Replaces the names of months and weekdays by their numbers. */
const withNumbers = (text: string, { min, names = [] }: Field) =>
  text.replaceAll(/[a-z]+/gi, (name) => {
    const index = names.indexOf(name.toLowerCase());
    return index === -1 ? name : String(index + min);
  });

function valuesOf(text: string, field: Field): readonly number[] | undefined {
  const { min, max } = field;
  const values = new Set<number>();
  for (const part of withNumbers(text, field).split(",")) {
    const [, all, from = "", to, step = "1"] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    const first = all === undefined ? Number(from || Number.NaN) : min;
    const last = all === undefined ? Number(to ?? (part.includes("/") ? max : from)) : max;
    if (!(first >= min && last <= max && first <= last && Number(step) >= 1)) return undefined;
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/**
 * Parses five fields of numbers, `*`, ranges, lists and steps, and of names such as `MON` and `jan`. When both the day of
 * the month and the day of the week are restricted, either one suffices, as in Vixie cron.
 * @throws {TypeError} for another text.
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  const [minutes, hours, daysOfMonth, monthsOfYear, daysOfWeek] = fieldsInOrder.map((field, index) =>
    valuesOf(parts[index] ?? "", field),
  );
  if (parts.length !== fieldsInOrder.length || !minutes || !hours || !daysOfMonth || !monthsOfYear || !daysOfWeek)
    throw new TypeError(
      `"${text}" is no cron expression: write minute, hour, day, month and day of the week, such as "30 2 * * MON-FRI"`,
    );
  const ofMonth = new Set(daysOfMonth);
  const ofWeek = new Set(daysOfWeek.map((day) => day % 7));
  const ofYear = new Set(monthsOfYear);
  const isEither = !parts[2]?.startsWith("*") && !parts[4]?.startsWith("*");
  return {
    minutes,
    hours,
    isPeriodic: parts[1]?.startsWith("*") === true,
    matchesDay: (month, dayOfMonth, dayOfWeek) =>
      ofYear.has(month) &&
      (isEither ? ofMonth.has(dayOfMonth) || ofWeek.has(dayOfWeek) : ofMonth.has(dayOfMonth) && ofWeek.has(dayOfWeek)),
  };
}

/** Converts an instant to what a local clock shows, as milliseconds of the same date and time in UTC. */
type WallClock = (instantMs: number) => number;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    throw new TypeError(`"${timeZone}" is no time zone; write one such as "Europe/Berlin"`);
  }
}

/** @throws {TypeError} for an unknown time zone. */
function wallClockOf(timeZone: string): WallClock {
  const format = formatOf(timeZone);
  return (instantMs) => {
    const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    const of = (type: "year" | "month" | "day" | "hour" | "minute") => parts.get(type) ?? Number.NaN;
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  };
}

/** The instant of a local time: the first of two where the clock repeats it, and the first after the gap where the clock skips it. */
function instantAt(wallMs: number, wallClock: WallClock): number {
  const offsets = [-dayMs, dayMs].map((away) => wallClock(wallMs + away) - wallMs - away);
  const [early, late] = [wallMs - Math.max(...offsets), wallMs - Math.min(...offsets)];
  for (const candidate of [early, late]) if (wallClock(candidate) === wallMs) return candidate;
  let [before, after] = [early, late];
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs;
    if (wallClock(middle) > wallMs) after = middle;
    else before = middle;
  }
  return after;
}

const isDueOn = ({ matchesDay }: Cron, date: Date) =>
  matchesDay(date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay());

/** The next run of a periodic expression: each instant at which the local clock shows a due time, however often. */
function nextPeriodic(cron: Cron, wallClock: WallClock, afterMs: number): number | undefined {
  let atMs = (Math.floor(afterMs / minuteMs) + 1) * minuteMs;
  while (atMs < afterMs + maxDays * dayMs) {
    const wallMs = wallClock(atMs);
    const date = new Date(wallMs);
    // Clocks change at a quarter of an hour.
    const toQuarterMs = quarterMs - (wallMs % quarterMs);
    if (!isDueOn(cron, date)) atMs += Math.max(toQuarterMs, dayMs - (wallMs % dayMs) - maxClockChangeMs);
    else if (!cron.hours.includes(date.getUTCHours())) atMs += toQuarterMs;
    else if (!cron.minutes.includes(date.getUTCMinutes())) atMs += minuteMs;
    else return atMs;
  }
  return undefined;
}

/** The next run of an expression with times of the day: each runs once, also where the clock skips or repeats it. */
function nextTimeOfDay(cron: Cron, wallClock: WallClock, afterMs: number): number | undefined {
  const fromMs = wallClock(afterMs);
  const firstDay = Math.floor(fromMs / dayMs) * dayMs;
  for (let day = firstDay; day < firstDay + maxDays * dayMs; day += dayMs) {
    if (!isDueOn(cron, new Date(day))) continue;
    for (const hour of cron.hours)
      for (const minute of cron.minutes) {
        const wallMs = day + (hour * 60 + minute) * minuteMs;
        if (wallMs <= fromMs) continue;
        const instantMs = instantAt(wallMs, wallClock);
        if (instantMs > afterMs) return instantMs;
      }
  }
  return undefined;
}

/**
 * The first run after an instant (milliseconds since 1970). A local time that a change of daylight saving skips runs once, at
 * the first instant after the gap; one that occurs twice runs once, the first time. Expressions with `*` as hours continue
 * their period through both changes.
 * @throws {TypeError} for an expression whose day never comes, and for an unknown time zone.
 */
export function nextCronRun(text: string, timeZone: string, afterMs: number): number {
  const cron = parseCron(text);
  const wallClock = wallClockOf(timeZone);
  const next = cron.isPeriodic ? nextPeriodic(cron, wallClock, afterMs) : nextTimeOfDay(cron, wallClock, afterMs);
  if (next === undefined) throw new TypeError(`"${text}" never comes`);
  return next;
}
