import fc from "fast-check";
import * as z from "zod";
import { type Api, mutation } from "../../shared/contract/index.ts";
import { build, planOf, valuesOf } from "../contract/arbitrary-schemas.ts";

const plans = fc.sample(planOf(2), { numRuns: 16, seed: 20261129 });

const procedureOf = (plan: (typeof plans)[number]) => {
  const value = z.object({ value: build(plan) });
  return mutation({ summary: "s", access: "public", input: value, output: value });
};

/** Contracts of generated schemas. */
export const randomApi: Api = {
  random: Object.fromEntries(plans.map((plan, at) => [`r${at}`, procedureOf(plan)])),
};

/** Values of generated schemas, with the type that reads them. */
export const randomValues: readonly (readonly [type: string, value: unknown])[] = plans.flatMap((plan, at) =>
  fc.sample(valuesOf(plan), { numRuns: 8, seed: at }).map((value) => [`random.RandomR${at}Input`, { value }] as const),
);
