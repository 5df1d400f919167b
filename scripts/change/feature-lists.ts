import type { FeatureNames } from "./feature-names.ts";

/** A list that names every feature. */
export interface FeatureList {
  readonly path: string;
  /** Text up to and including the bracket before the elements; unique in the file. */
  readonly opener: string;
  /** Module to import from, relative to the list. */
  readonly module: string;
  /** Name to import. */
  readonly imported: string;
  /** Source text of the feature's element. */
  readonly element: string;
}

/** A list that names some features. */
export interface OptionalList {
  readonly path: string;
  /** The opener of each list in the file, as in {@link FeatureList}. */
  readonly openers: readonly string[];
}

/** Lists that may contain a feature, under names that begin with its name. */
export const optionalLists: readonly OptionalList[] = [
  {
    path: "shared/scopes.ts",
    openers: ["scopes = [", "meanings: Readonly<Record<(typeof scopes)[number], string>> = {"],
  },
  { path: "shared/events.ts", openers: ["events = defineEvents({"] },
  { path: "shared/jobs.ts", openers: ["export const jobs = {"] },
  { path: "shared/schedules.ts", openers: ["export const schedules = {"] },
  { path: "server/app/jobs.ts", openers: ["enqueuedJobs: readonly JobName[] = [", "handlers: ["] },
  { path: "shared/admin.ts", openers: ["admin = {"] },
  { path: "shared/account-export.ts", openers: ["lists = {", "exampleLists = {"] },
  { path: "server/features/admin/handlers.ts", openers: ["implement(admin, {"] },
  { path: "server/features/accounts/export.ts", openers: ["lists = {"] },
  { path: "seed/features/loads.ts", openers: ["featureLoads: readonly FeatureLoad[] = ["] },
  { path: "tests/faults/subjects.ts", openers: ["subjectsOfFeatures: readonly SubjectOfArticle[] = ["] },
  {
    path: "benchmarks/features/index.ts",
    openers: [
      "articleParts: readonly ArticlePart[] = [",
      "articleAdditions: readonly ArticleAddition[] = [",
      "casesOfFeatures: readonly CasesOf[] = [",
    ],
  },
];

/** Lists that contain every feature. */
export const listsOf = ({ feature, one, Many, path }: FeatureNames): readonly FeatureList[] => [
  {
    path: "shared/index.ts",
    opener: "defineApi({",
    module: `./${path}.ts`,
    imported: feature,
    element: feature,
  },
  {
    path: "server/features/index.ts",
    opener: "handlers: ApiHandlers<typeof api> = {",
    module: `./${path}/index.ts`,
    imported: `${one}Handlers`,
    element: `${feature}: ${one}Handlers`,
  },
  {
    path: "tests/samples/index.ts",
    opener: "featureSamples: readonly FeatureSamples[] = [",
    module: `./${path}.ts`,
    imported: `${one}Samples`,
    element: `${one}Samples`,
  },
  {
    path: "seed/features/index.ts",
    opener: "featureSeeds: readonly FeatureSeed[] = [",
    module: `./${path}.ts`,
    imported: `seed${Many}`,
    element: `seed${Many}`,
  },
];
