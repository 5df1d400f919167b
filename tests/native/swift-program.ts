import { readFile } from "node:fs/promises";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { blocksOf } from "../../scripts/docs/blocks.ts";
import { buildModel } from "../../scripts/generate/native/build.ts";
import { printSwift } from "../../scripts/generate/native/swift.ts";
import { api } from "../../shared/index.ts";
import type { NativeProgram, NativeSource } from "../support/native-program.ts";
import { startSwift, swiftSourcesIn } from "../support/swift.ts";
import { oddApi } from "./odd-contracts.ts";
import { randomApi } from "./random-contracts.ts";
import { codecsOf, dispatchOf } from "./swift-dispatch.ts";
import { withValuesOnly, wordApi } from "./word-contracts.ts";

/** The Swift of a page whose blocks name their file. */
async function swiftOf(page: string): Promise<NativeSource[]> {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), "utf8");
  return blocksOf(page, text).flatMap(({ language, attributes: { compiled }, text: code }) =>
    language === "swift" && compiled !== undefined ? [{ path: `docs/${compiled}`, text: code }] : [],
  );
}

/** Compiles the client, clients of odd and generated contracts, and the program that calls them. */
export async function startSwiftProgram(): Promise<NativeProgram> {
  const client = await swiftSourcesIn("clients/swift/Sources/DovetailClient");
  const runtime = client.filter(({ path }) => path.startsWith("Runtime/"));
  // No module may have the name of a type in it.
  const models = {
    odd: { module: "OddClient", model: buildModel(oddApi) },
    cookbook: { module: "CookbookClient", model: buildModel(cookbook) },
    random: { module: "RandomContracts", model: buildModel(randomApi) },
    words: { module: "WordContracts", model: buildModel(wordApi) },
  };
  const others = Object.values(models).map(
    ({ module, model }) => [module, [...runtime, ...printSwift(model)]] as const,
  );
  return startSwift("Program", {
    DovetailClient: client,
    ...Object.fromEntries(others),
    Program: [
      ...(await swiftSourcesIn("tests/native/swift")),
      ...(await swiftOf("docs/MOBILE.md")),
      dispatchOf(buildModel(api)),
      codecsOf({ ...models, words: { ...models.words, model: withValuesOnly(models.words.model) } }),
    ],
  });
}
