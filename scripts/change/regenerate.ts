import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FeatureNames } from "./feature-names.ts";
import { run } from "./plan.ts";

/** Runs TypeScript source in a new process, which has not loaded the old files. @returns its standard output. */
const evaluate = (root: string, source: string) => run(root, "node", ["--input-type=module", "--eval", source]);

const url = (root: string, path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);

/** The golden SQL file of a feature with its own samples. */
const goldenText = (root: string, feature: string): string =>
  evaluate(
    root,
    `const { featureSamples } = await import(${url(root, "tests/samples/index.ts")});
     const { goldenOf } = await import(${url(root, "tests/support/golden.ts")});
     process.stdout.write(await goldenOf(featureSamples.find(({ feature }) => feature === ${JSON.stringify(feature)}).queries));`,
  );

/** Regenerates all generated files after a change of contracts. */
export const regenerate = (root: string): void => void run(root, "node", ["scripts/generate.ts"]);

/** Like {@link regenerate}, and also records the SQL of a feature in its golden file, which it passes to `write`. */
export function regenerateWith(
  root: string,
  { feature, path }: FeatureNames,
  write: (path: string, text: string) => void,
): void {
  regenerate(root);
  write(`tests/golden/${path}.sql`, goldenText(root, feature));
}
