import { expect, test } from "vitest";
import { Day, Decimal, Int64 } from "./fields.ts";

test.for(["0", "-1", "42", "9007199254740993", "9223372036854775807", "-9223372036854775808", "9223372036854775799"])(
  "%s is a whole number of 64 bits",
  (text) => {
    expect(Int64.parse(text)).toBe(text);
  },
);

test.for([
  "9223372036854775808",
  "-9223372036854775809",
  "9300000000000000000",
  "10000000000000000000",
  "-0",
  "007",
  "+1",
  "1.0",
  "",
  " 1",
  "1\n",
  "٣",
])("%j is no whole number of 64 bits", (text) => {
  expect(Int64.safeParse(text).success).toBe(false);
});

test("which numbers fit 64 bits is what BigInt says, around each digit of the bounds", () => {
  const bound = 2n ** 63n;
  for (let power = 0n; power < 20n; power++)
    for (const value of [bound - 10n ** power, bound - 1n, bound, bound + 10n ** power, 10n ** power - 1n])
      for (const signed of [value, -value])
        expect([signed, Int64.safeParse(`${signed}`).success]).toEqual([signed, BigInt.asIntN(64, signed) === signed]);
});

test.for(["0", "0.00", "12.50", "-0.05", "12345678901234567890.10", `0.${"0".repeat(61)}1`])(
  "%s is a decimal number",
  (text) => {
    expect(Decimal.parse(text)).toBe(text);
  },
);

test.for(["-0", "-0.0", "00.5", "01", "1.", ".5", "1e5", "NaN", "Infinity", "1,5", "", "1\n", "1".repeat(65)])(
  "%j is no decimal number that comes back to the letter",
  (text) => {
    expect(Decimal.safeParse(text).success).toBe(false);
  },
);

test("a day is one of the calendar, in a year that PostgreSQL knows", () => {
  for (const day of ["0001-01-01", "2028-02-29", "9999-12-31"]) expect(Day.parse(day)).toBe(day);
  for (const day of ["0000-12-31", "2026-02-29", "2026-2-3", "10000-01-01", "2026-03-08T00:00:00Z", "2026-03-08\n"])
    expect([day, Day.safeParse(day).success]).toEqual([day, false]);
});
