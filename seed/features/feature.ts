import type { Db } from "../../server/database/index.ts";

/** Adds a feature's demo content; `accountId` is the demo account's. */
export type FeatureSeed = (tx: Db, accountId: number) => Promise<void>;
