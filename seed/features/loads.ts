import { commentLoad } from "./comments.load.ts";
import type { FeatureLoad } from "./feature.ts";

/** The rows that features add to load tests. */
export const featureLoads: readonly FeatureLoad[] = [commentLoad];
