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
  /** Makes one for the account. @returns its id, which its inputs find in `world.own`. */
  readonly create: (db: Db, accountId: number) => Promise<number>;
  /** A row a procedure, in an order in which ada, or else an admin, can make all of these calls about one thing. */
  readonly access: Readonly<Record<string, Row>>;
  readonly queries: QueryModule;
}
