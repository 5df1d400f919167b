import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { build, editOf, planOf, valuesOf } from "./arbitrary-schemas.ts";
import { changesTo, taking } from "./changes.ts";

const seed = 20261125;
const timeout = 600_000;
const numRuns = Number(process.env.CONTRACT_RUNS ?? 600);

// Thousands of schemas are used once each.
z.config({ jitless: true });

/** Two schemas, the second derived from the first, and values of both. */
const pair = planOf(2).chain((before) =>
  editOf(before).chain((after) =>
    fc.record({
      before: fc.constant(before),
      after: fc.constant(after),
      sent: fc.array(valuesOf(before), { minLength: 3, maxLength: 8 }),
      answered: fc.array(valuesOf(after), { minLength: 3, maxLength: 8 }),
    }),
  ),
);

const isHarmless = (changes: readonly string[]) => changes.every((line) => line.startsWith("compatible: "));

/** How often the gate accepted a pair, and how many values confirmed it. */
const newTally = () => ({ harmless: 0, changed: 0, alarms: 0, values: 0 });

test(`what clients send passes still, and means the same, whenever the gate says so (${numRuns} schemas, seed ${seed})`, {
  timeout,
}, () => {
  const tally = newTally();
  const holds = fc.property(pair, ({ before, after, sent }) => {
    const [old, now] = [build(before), build(after)];
    const changes = changesTo(taking({ x: old }), taking({ x: now }));
    if (!isHarmless(changes)) {
      tally.alarms++;
      return;
    }
    tally.harmless++;
    if (changes.length > 0) tally.changed++;
    for (const value of sent) {
      const read = old.safeParse(value);
      if (!read.success) continue;
      tally.values++;
      const reread = now.safeParse(value);
      expect(
        reread.success,
        `${JSON.stringify(value)} no longer passes; the gate reported ${JSON.stringify(changes)}`,
      ).toBe(true);
      expect([reread.data]).toMatchObject([read.data]);
    }
  });
  fc.assert(holds, { seed, numRuns });
  expect(tally.changed).toBeGreaterThan(numRuns / 10);
  expect(tally.alarms).toBeGreaterThan(numRuns / 10);
  expect(tally.values).toBeGreaterThan(numRuns);
});

test(`what clients are answered is what they expect whenever the gate says so (${numRuns} schemas, seed ${seed})`, {
  timeout,
}, () => {
  const tally = newTally();
  const holds = fc.property(pair, ({ before, after, answered }) => {
    const [old, now] = [build(before), build(after)];
    const changes = changesTo(taking({}, { x: old }), taking({}, { x: now }));
    if (!isHarmless(changes)) {
      tally.alarms++;
      return;
    }
    if (changes.length > 0) tally.changed++;
    for (const value of answered) {
      const written = now.safeParse(value);
      if (!written.success) continue;
      tally.values++;
      const reported = JSON.stringify(changes);
      expect(
        old.safeParse(written.data).success,
        `${JSON.stringify(written.data)} is not expected; the gate reported ${reported}`,
      ).toBe(true);
    }
  });
  fc.assert(holds, { seed, numRuns });
  expect(tally.changed).toBeGreaterThan(numRuns / 10);
  expect(tally.alarms).toBeGreaterThan(numRuns / 10);
  expect(tally.values).toBeGreaterThan(numRuns);
});
