import { expect, test } from "vitest";
import { nextCronRun, parseCron } from "./cron.ts";

/** The next runs after a moment, as local times with their offset. */
function runsOf(cron: string, timeZone: string, after: string, count: number): readonly string[] {
  const runs: string[] = [];
  for (let at = Date.parse(after); runs.length < count; ) {
    at = nextCronRun(cron, timeZone, at);
    runs.push(new Date(at).toISOString().replace(":00.000Z", "Z"));
  }
  return runs;
}

test.each<[string, string, string, readonly string[]]>([
  ["*/20 * * * *", "UTC", "2026-11-29T23:30:10Z", ["2026-11-29T23:40Z", "2026-11-30T00:00Z", "2026-11-30T00:20Z"]],
  ["0 9 * * 1-5", "Europe/Berlin", "2026-11-27T12:00:00Z", ["2026-11-30T08:00Z", "2026-12-01T08:00Z"]],
  ["30 6 31 * *", "UTC", "2026-11-29T00:00:00Z", ["2026-12-31T06:30Z", "2027-01-31T06:30Z", "2027-03-31T06:30Z"]],
  ["0 0 29 2 *", "UTC", "2026-11-29T00:00:00Z", ["2028-02-29T00:00Z", "2032-02-29T00:00Z"]],
  ["0 0 13 * 5", "UTC", "2026-11-29T00:00:00Z", ["2026-12-04T00:00Z", "2026-12-11T00:00Z", "2026-12-13T00:00Z"]],
  ["0 12 * * 7", "UTC", "2026-11-29T12:00:00Z", ["2026-12-06T12:00Z"]],
  ["0 12 * Feb,aug SUN", "UTC", "2026-11-29T12:00:00Z", ["2027-02-07T12:00Z"]],
  ["0 9 * * Mon-Fri", "UTC", "2026-11-27T12:00:00Z", ["2026-11-30T09:00Z"]],
  ["7 */6 29 2 *", "UTC", "2026-11-29T00:00:00Z", ["2028-02-29T00:07Z", "2028-02-29T06:07Z"]],
  ["15 1 1 1 *", "Asia/Kathmandu", "2026-11-29T00:00:00Z", ["2026-12-31T19:30Z"]],
])("%s in %s", (cron, timeZone, after, runs) => {
  expect(runsOf(cron, timeZone, after, runs.length)).toEqual(runs);
});

test("a local time that the change to summer time skips runs once, at the first instant after the gap", () => {
  // Berlin goes from 02:00 to 03:00 at 01:00 UTC, New York from 02:00 to 03:00 at 07:00 UTC.
  expect(runsOf("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2)).toEqual([
    "2026-03-29T01:00Z",
    "2026-03-30T00:30Z",
  ]);
  expect(runsOf("30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z", 2)).toEqual([
    "2026-03-08T07:00Z",
    "2026-03-09T06:30Z",
  ]);
  expect(runsOf("*/30 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 4)).toEqual([
    "2026-03-29T00:30Z",
    "2026-03-29T01:00Z",
    "2026-03-29T01:30Z",
    "2026-03-29T02:00Z",
  ]);
});

test("a period goes on through both changes", () => {
  const hourly = ["2026-10-25T00:15Z", "2026-10-25T01:15Z", "2026-10-25T02:15Z"];
  expect(runsOf("15 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", 3)).toEqual(hourly);
  expect(runsOf("15 * * * *", "Europe/Berlin", "2026-03-28T23:30:00Z", 3)).toEqual([
    "2026-03-29T00:15Z",
    "2026-03-29T01:15Z",
    "2026-03-29T02:15Z",
  ]);
  // Lord Howe Island changes by half an hour.
  expect(runsOf("*/30 * * * *", "Australia/Lord_Howe", "2026-04-04T14:00:00Z", 4)).toEqual([
    "2026-04-04T14:30Z",
    "2026-04-04T15:00Z",
    "2026-04-04T15:30Z",
    "2026-04-04T16:00Z",
  ]);
});

test("a period begins with its day, also where the clock passes over the two hours before it", () => {
  expect(runsOf("10 * * * MON", "Antarctica/Troll", "2026-03-28T12:00:00Z", 2)).toEqual([
    "2026-03-29T22:10Z",
    "2026-03-29T23:10Z",
  ]);
});

test("a local time that the change to winter time brings twice runs once, the first time", () => {
  expect(runsOf("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2)).toEqual([
    "2026-10-25T00:30Z",
    "2026-10-26T01:30Z",
  ]);
  expect(runsOf("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", 2)).toEqual([
    "2026-11-01T05:30Z",
    "2026-11-02T06:30Z",
  ]);
  // Asked within the second of the two hours.
  expect(runsOf("30 2 * * *", "Europe/Berlin", "2026-10-25T01:10:00Z", 1)).toEqual(["2026-10-26T01:30Z"]);
});

test.each(["", "* * * *", "60 * * * *", "5-1 * * * *", "*/0 * * * *", "@daily", "0 JAN * * *", "0 0 * * Mondays"])(
  "%j is refused",
  (text) => {
    expect(() => parseCron(text)).toThrow("is no cron expression");
  },
);

test("a day that never comes and a time zone that does not exist are refused", () => {
  for (const text of ["0 0 30 2 *", "* * 30 2 *"]) expect(() => nextCronRun(text, "UTC", 0)).toThrow("never comes");
  expect(() => nextCronRun("0 0 * * *", "Mars/Olympus", 0)).toThrow("is no time zone");
});
