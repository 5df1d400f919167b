/** A parsed cron expression: minute, hour, day of the month, month, day of the week (0 and 7: Sunday). */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly isDay: (month: number, dayOfMonth: number, dayOfWeek: number) => boolean;
}

const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Leap days are at most eight years apart. */
const maxDays = 366 * 8;

function fieldOf(text: string, [min, max]: readonly [number, number]): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, all, from = "", to, step = "1"] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    const first = all === undefined ? Number(from || Number.NaN) : min;
    const last = all === undefined ? Number(to ?? (part.includes("/") ? max : from)) : max;
    if (!(first >= min && last <= max && first <= last && Number(step) >= 1)) return undefined;
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/**
 * Parses five fields of numbers, `*`, ranges, lists and steps. When both days are restricted, either one suffices, as in
 * Vixie cron.
 * @throws {TypeError} for another text.
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  const fields = ranges.map((range, at) => fieldOf(parts[at] ?? "", range));
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = fields;
  if (parts.length !== ranges.length || !minutes || !hours || !daysOfMonth || !months || !daysOfWeek)
    throw new TypeError(`"${text}" is no cron expression: write minute, hour, day, month, day of the week in numbers`);
  const ofMonth = new Set(daysOfMonth);
  const ofWeek = new Set(daysOfWeek.map((day) => day % 7));
  const ofYear = new Set(months);
  const isEither = !parts[2]?.startsWith("*") && !parts[4]?.startsWith("*");
  return {
    minutes,
    hours,
    isDay: (month, dayOfMonth, dayOfWeek) =>
      ofYear.has(month) &&
      (isEither ? ofMonth.has(dayOfMonth) || ofWeek.has(dayOfWeek) : ofMonth.has(dayOfMonth) && ofWeek.has(dayOfWeek)),
  };
}

/** Local time as if it were UTC, in milliseconds, by instant. */
type WallClock = (instant: number) => number;

/** @throws {RangeError} for an unknown time zone. */
function wallClockOf(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: "year" | "month" | "day" | "hour" | "minute") => parts.get(type) ?? Number.NaN;
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  };
}

/** The first instant of a local time that exists twice; the first one after the gap for a time that does not exist. */
function instantOf(wall: number, wallClock: WallClock): number {
  const offsets = [-dayMs, dayMs].map((away) => wallClock(wall + away) - wall - away);
  const [early, late] = [wall - Math.max(...offsets), wall - Math.min(...offsets)];
  for (const candidate of [early, late]) if (wallClock(candidate) === wall) return candidate;
  let [before, after] = [early, late];
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs;
    if (wallClock(middle) > wall) after = middle;
    else before = middle;
  }
  return after;
}

/**
 * The first run after an instant (milliseconds since 1970). A local time that a change of daylight saving skips runs once, at
 * the first instant after the gap; one that comes twice runs once, the first time.
 * @throws {TypeError} for an expression whose day never comes; {RangeError} for an unknown time zone.
 */
export function nextCronRun(text: string, timeZone: string, after: number): number {
  const { minutes, hours, isDay } = parseCron(text);
  const wallClock = wallClockOf(timeZone);
  const from = wallClock(after);
  const firstDay = Math.floor(from / dayMs) * dayMs;
  for (let day = firstDay; day < firstDay + maxDays * dayMs; day += dayMs) {
    const date = new Date(day);
    if (!isDay(date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) continue;
    for (const hour of hours)
      for (const minute of minutes) {
        const wall = day + (hour * 60 + minute) * minuteMs;
        if (wall <= from) continue;
        const instant = instantOf(wall, wallClock);
        if (instant > after) return instant;
      }
  }
  throw new TypeError(`"${text}" never comes`);
}
