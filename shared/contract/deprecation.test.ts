import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type Deprecation, defineApi, query } from "./index.ts";

describe("defineApi: rejects a deprecation", () => {
  const declared = (deprecated: Deprecation) => {
    const plain = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;
    return defineApi({ things: { get: query(plain), old: query({ ...plain, deprecated }) } });
  };
  test.each<[string, Deprecation, string]>([
    ["since an invalid date", { since: "2026-02-30" }, '"2026-02-30" is not a day'],
    ["since a date in another format", { since: "2026-2-3" }, '"2026-2-3" is not a day'],
    ["with an invalid sunset", { since: "2026-11-25", sunset: "2027-13-01" }, '"2027-13-01" is not a day'],
    [
      "with a sunset that is not after its start",
      { since: "2026-11-25", sunset: "2026-11-25" },
      "the sunset must come after since",
    ],
    ["with an unknown replacement", { since: "2026-11-25", use: "things.find" }, 'no procedure "things.find"'],
    ["with a deprecated replacement", { since: "2026-11-25", use: "things.old" }, '"things.old" is deprecated itself'],
  ])("%s", (_, deprecated, error) => {
    expect(() => declared(deprecated)).toThrow(`things.old: deprecated: ${error}`);
  });
  test("but accepts one with a start, a replacement and a sunset", () => {
    expect(() => declared({ since: "2026-11-25", use: "things.get", sunset: "2027-11-25" })).not.toThrow();
  });
});
