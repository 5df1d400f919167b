import { describe, expect, test } from "vitest";
import * as z from "zod";
import { defineApi, type Limits, mutation, type Procedure } from "./index.ts";

const define = (verb: Procedure) => () => defineApi({ things: { verb } });
const minute = { rate: 10, perSeconds: 60 } as const;

const limited = (limit: Limits, access: "public" | "optional" | "required" = "public") =>
  mutation({
    summary: "s",
    access,
    input: z.object({ email: z.string(), size: z.int(), nick: z.string().optional() }),
    output: z.string(),
    limit,
  });

describe("defineApi: rejects a limit", () => {
  test.for<[string, Procedure]>([
    ["must be whole numbers above 0", limited({ per: "address", rate: 0, perSeconds: 60 })],
    ["must be whole numbers above 0", limited({ per: "address", rate: 1.5, perSeconds: 60 })],
    ["must be whole numbers above 0", limited({ per: "address", rate: 1, perSeconds: Number.NaN })],
    ["must be whole numbers above 0", limited({ per: "address", ...minute, burst: -1 })],
    ["allows calls without one", limited({ per: "viewer", ...minute })],
    ["allows calls without one", limited({ per: "viewer", ...minute }, "optional")],
    ['name the field in "by"', limited({ per: "account", ...minute })],
    ['needs "mail" as a required text', limited({ per: "account", by: "mail", ...minute })],
    ['needs "toString" as a required text', limited({ per: "account", by: "toString", ...minute })],
    ['needs "size" as a required text', limited({ per: "account", by: "size", ...minute })],
    ['needs "nick" as a required text', limited({ per: "account", by: "nick", ...minute })],
    ['"by" is for "account" only', limited({ per: "address", by: "email", ...minute })],
    [
      "there are two per address",
      limited([
        { per: "address", ...minute },
        { per: "address", rate: 1, perSeconds: 1 },
      ]),
    ],
  ])("because: %s", ([reason, procedure]) => {
    expect(define(procedure)).toThrow("things.verb: limit: ");
    expect(define(procedure)).toThrow(reason);
  });

  test("but accepts limits that have a key to count by", () => {
    const all = [
      { per: "address", ...minute },
      { per: "viewer", ...minute, burst: 2 },
      { per: "account", by: "email", ...minute },
    ] as const;
    expect(define(limited(all, "required"))).not.toThrow();
  });
});
