import type { Db } from "../../server/database/index.ts";
import type { ArticleBatch } from "../draw.ts";

/** Adds a feature's demo content; `accountId` is the demo account's. */
export type FeatureSeed = (tx: Db, accountId: number) => Promise<void>;

/** The rows that a feature adds to each article of a load test. */
export interface FeatureLoad {
  /** The option of the command, as `comments`. */
  readonly option: string;
  /** How many it adds per article, on average, unless the option says otherwise. */
  readonly mean: number;
  readonly insert: (db: Db, batch: ArticleBatch, ids: readonly number[], mean: number) => Promise<unknown>;
}
