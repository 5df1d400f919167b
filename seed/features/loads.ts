import { commentLoad } from "./comments.load.ts";
import type { FeatureLoad } from "./feature.ts";

/** What features add to load tests. */
export const featureLoads: readonly FeatureLoad[] = [commentLoad];
