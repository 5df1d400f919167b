import { commentSamples } from "./comments.ts";
import type { FeatureSamples } from "./feature.ts";

/** Features that bring their own samples; `npm run new` and `npm run remove` keep the list. */
export const featureSamples: readonly FeatureSamples[] = [commentSamples];
