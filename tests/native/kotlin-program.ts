import { readFile } from "node:fs/promises";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { blocksOf } from "../../scripts/docs/blocks.ts";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { printKotlin } from "../../scripts/generate/native/kotlin.ts";
import { api } from "../../shared/index.ts";
import { compileKotlin, kotlinSourcesIn, startKotlin } from "../support/kotlin.ts";
import type { NativeProgram, NativeSource } from "../support/native-program.ts";
import { codecsOf, dispatchOf } from "./kotlin-dispatch.ts";
import { oddApi } from "./odd-contracts.ts";
import { randomApi } from "./random-contracts.ts";
import { withValuesOnly, wordApi } from "./word-contracts.ts";

/** The Kotlin of a page whose blocks name their file. */
async function kotlinOf(page: string): Promise<NativeSource[]> {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), "utf8");
  return blocksOf(page, text).flatMap(({ language, attributes: { compiled }, text: code }) =>
    language === "kotlin" && compiled !== undefined ? [{ path: `docs/${compiled}`, text: code }] : [],
  );
}

/** Compiles the client, clients of odd and generated contracts, and the program that calls them, all at once. */
export async function startKotlinProgram(): Promise<NativeProgram> {
  const model = buildModel(api);
  const others = { odd: oddApi, cookbook, random: randomApi, words: wordApi };
  const models = Object.fromEntries(Object.entries(others).map(([name, each]) => [name, buildModel(each)]));
  const classes = await compileKotlin([
    ...(await kotlinSourcesIn("clients/kotlin/src/main/kotlin")),
    ...(await kotlinSourcesIn("clients/kotlin/okhttp")),
    ...(await kotlinSourcesIn("tests/native/kotlin")),
    ...(await kotlinOf("docs/MOBILE.md")),
    ...Object.entries(models).flatMap(([name, each]) => printKotlin(each, name)),
    dispatchOf(model),
    codecsOf({ "dovetail.client": model, ...models, words: withValuesOnly(buildModel(wordApi)) }),
  ]);
  return startKotlin(classes, "tests.ProgramKt");
}
