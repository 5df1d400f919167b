import type { Db } from "../../server/database/index.ts";
import type { Row } from "../access/rows.ts";
import type { QueryModule } from "../support/golden.ts";

/**
 * What the tests over all procedures need to know of a feature that stands by itself: who may call what, its SQL, and how
 * one of its things is made.
 */
export interface FeatureSamples {
  /** As in contracts. */
  readonly feature: string;
  /** Makes one for the account, about the article. @returns its id, which its inputs find in `world.own`. */
  readonly create: (db: Db, accountId: number, articleId: number) => Promise<number>;
  /** A row a procedure; ada, or else an admin, can make each of these calls about such a thing. */
  readonly access: Readonly<Record<string, Row>>;
  readonly queries: QueryModule;
  /** Reads whose plans count, on a library of 20,000 articles to which `fill` adds what they read. */
  readonly bulk?: {
    readonly table: string;
    readonly fill: (db: Db) => Promise<unknown>;
    readonly reads: Readonly<Record<string, (db: Db) => unknown>>;
  };
}
