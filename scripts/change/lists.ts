import type { FeatureNames } from "./names.ts";

/** A place where every feature is named. */
export interface FeatureList {
  readonly path: string;
  /** What is written before its elements; once in the file. */
  readonly opener: string;
  readonly module: string;
  readonly imported: string;
  readonly element: string;
}

/** The lists that a feature stands in. */
export const listsOf = ({ feature, one, Many }: FeatureNames): readonly FeatureList[] => [
  {
    path: "shared/index.ts",
    opener: "defineApi({",
    module: `./${feature}.ts`,
    imported: feature,
    element: feature,
  },
  {
    path: "server/features/index.ts",
    opener: "handlers: ApiHandlers<typeof api> = {",
    module: `./${feature}/index.ts`,
    imported: `${one}Handlers`,
    element: `${feature}: ${one}Handlers`,
  },
  {
    path: "tests/samples/index.ts",
    opener: "featureSamples: readonly FeatureSamples[] = [",
    module: `./${feature}.ts`,
    imported: `${one}Samples`,
    element: `${one}Samples`,
  },
  {
    path: "seed/features/index.ts",
    opener: "featureSeeds: readonly FeatureSeed[] = [",
    module: `./${feature}.ts`,
    imported: `seed${Many}`,
    element: `seed${Many}`,
  },
];
