import { readFile } from "node:fs/promises";
import fc from "fast-check";
import * as z from "zod";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { blocksOf } from "../../scripts/docs/blocks.ts";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { printKotlin } from "../../scripts/generate/native/kotlin.ts";
import { type Api, mutation } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { build, planOf, valuesOf } from "../contract/arbitrary-schemas.ts";
import {
  compileKotlin,
  type KotlinProgram,
  type KotlinSource,
  kotlinSourcesIn,
  startKotlin,
} from "../support/kotlin.ts";
import { codecsOf, dispatchOf } from "./kotlin-dispatch.ts";
import { oddApi } from "./odd-contracts.ts";

const plans = fc.sample(planOf(2), { numRuns: 16, seed: 20261129 });

const randomProcedure = (plan: (typeof plans)[number]) => {
  const value = z.object({ value: build(plan) });
  return mutation({ summary: "s", access: "public", input: value, output: value });
};

const randomApi: Api = {
  random: Object.fromEntries(plans.map((plan, at) => [`r${at}`, randomProcedure(plan)])),
};

/** Values of generated schemas, with the type that reads them. */
export const randomValues: readonly (readonly [type: string, value: unknown])[] = plans.flatMap((plan, at) =>
  fc.sample(valuesOf(plan), { numRuns: 8, seed: at }).map((value) => [`random.RandomR${at}Input`, { value }] as const),
);

/** The Kotlin of a page whose blocks name their file. */
async function kotlinOf(page: string): Promise<KotlinSource[]> {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), "utf8");
  return blocksOf(page, text).flatMap(({ language, attributes: { compiled }, text: code }) =>
    language === "kotlin" && compiled !== undefined ? [{ path: `docs/${compiled}`, text: code }] : [],
  );
}

/** Compiles the client, clients of odd and generated contracts, and the program that calls them, all at once. */
export async function startKotlinProgram(): Promise<KotlinProgram> {
  const model = buildModel(api);
  const others = { odd: oddApi, cookbook, random: randomApi };
  const models = Object.fromEntries(Object.entries(others).map(([name, each]) => [name, buildModel(each)]));
  const classes = await compileKotlin([
    ...(await kotlinSourcesIn("clients/kotlin/src/main/kotlin")),
    ...(await kotlinSourcesIn("clients/kotlin/okhttp")),
    ...(await kotlinSourcesIn("tests/native/kotlin")),
    ...(await kotlinOf("docs/MOBILE.md")),
    ...Object.entries(models).flatMap(([name, each]) => printKotlin(each, name)),
    dispatchOf(model),
    codecsOf({ "dovetail.client": model, ...models }),
  ]);
  return startKotlin(classes, "tests.ProgramKt");
}
