import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FeatureNames } from "./names.ts";
import { run } from "./plan.ts";

/** Runs a line of the project's own TypeScript in a process that has not read the files as they were. */
const evaluate = (root: string, source: string) => run(root, "node", ["--input-type=module", "--eval", source]);

const url = (root: string, path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);

/** The text that tests/golden holds of a feature with samples of its own. */
const goldenText = (root: string, feature: string): string =>
  evaluate(
    root,
    `const { featureSamples } = await import(${url(root, "tests/samples/index.ts")});
     const { goldenOf } = await import(${url(root, "tests/support/golden.ts")});
     process.stdout.write(await goldenOf(featureSamples.find(({ feature }) => feature === ${JSON.stringify(feature)}).queries));`,
  );

/** What a change of contracts is followed by: the client and the OpenAPI document. */
export const regenerate = (root: string): void => void run(root, "node", ["scripts/generate.ts"]);

/** As {@link regenerate}, and the SQL of a feature is recorded. */
export function regenerateWith(
  root: string,
  { feature, path }: FeatureNames,
  write: (path: string, text: string) => void,
): void {
  regenerate(root);
  write(`tests/golden/${path}.sql`, goldenText(root, feature));
}
