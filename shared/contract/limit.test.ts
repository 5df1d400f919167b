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

describe("a limit is refused", () => {
  test.for<[string, Procedure]>([
    ["must be whole numbers above 0", limited({ per: "address", rate: 0, perSeconds: 60 })],
    ["must be whole numbers above 0", limited({ per: "address", rate: 1.5, perSeconds: 60 })],
    ["must be whole numbers above 0", limited({ per: "address", rate: 1, perSeconds: Number.NaN })],
    ["must be whole numbers above 0", limited({ per: "address", ...minute, burst: -1 })],
    ["may be called without one", limited({ per: "viewer", ...minute })],
    ["may be called without one", limited({ per: "viewer", ...minute }, "optional")],
    ["names no field", limited({ per: "account", ...minute })],
    ['no text "mail"', limited({ per: "account", by: "mail", ...minute })],
    ['no text "toString"', limited({ per: "account", by: "toString", ...minute })],
    ['no text "size"', limited({ per: "account", by: "size", ...minute })],
    ['no text "nick"', limited({ per: "account", by: "nick", ...minute })],
    ["takes no field", limited({ per: "address", by: "email", ...minute })],
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

  test("but not when it counts somebody", () => {
    const all = [
      { per: "address", ...minute },
      { per: "viewer", ...minute, burst: 2 },
      { per: "account", by: "email", ...minute },
    ] as const;
    expect(define(limited(all, "required"))).not.toThrow();
  });
});
