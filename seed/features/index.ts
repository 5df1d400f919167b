import { seedComments } from "./comments.ts";
import type { FeatureSeed } from "./feature.ts";

/** Demo content of features that bring their own; `npm run new` and `npm run remove` keep the list. */
export const featureSeeds: readonly FeatureSeed[] = [seedComments];
