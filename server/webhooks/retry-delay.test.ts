import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-delay.ts";

const nowMs = Date.parse("2026-11-30T12:00:00.000Z");
const dayMs = 86_400_000;

test.each<[string, string | undefined, number]>([
  ["absent", undefined, 0],
  ["seconds", "120", 120_000],
  ["seconds with spaces", " 120 ", 120_000],
  ["more seconds than a day has", "99999999999", dayMs],
  ["more digits than a number holds", "9".repeat(400), dayMs],
  ["an HTTP date", "Mon, 30 Nov 2026 12:00:30 GMT", 30_000],
  ["a date that has passed", "Mon, 30 Nov 2026 11:00:00 GMT", 0],
  ["a date in a year", "Tue, 30 Nov 2027 12:00:00 GMT", dayMs],
  ["a negative number", "-5", 0],
  ["words", "later", 0],
  ["nothing", "", 0],
])("retryAfterMs: %s", (_, header, expected) => {
  expect(retryAfterMs(header, nowMs)).toBe(expected);
});
