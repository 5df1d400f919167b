import type { Db } from "../../server/database/index.ts";
import type { Services } from "../../server/procedures/index.ts";
import type { Row } from "../access/rows.ts";
import type { QueryModule } from "../support/golden.ts";

/**
 * The input of the tests over all procedures for one feature: access rules, SQL, and how to create a sample record.
 */
export interface FeatureSamples {
  /** The feature's name, as in its contracts. */
  readonly feature: string;
  /**
   * Creates a record of the account about the article.
   * @returns its id, which inputs read from `fixtures.own`.
   */
  readonly create: (db: Db, accountId: number, articleId: number, redis: Services["redis"]) => Promise<number>;
  /** One row per procedure; ada, or otherwise an admin, can make each of these calls about the record. */
  readonly access: Readonly<Record<string, Row>>;
  /** Absent for a feature without SQL of its own. */
  readonly queries?: QueryModule;
  /** Reads whose query plans are checked, on a library of 20,000 articles to which `fill` adds their data. */
  readonly bulk?: {
    readonly table: string;
    readonly fill: (db: Db) => Promise<unknown>;
    readonly reads: Readonly<Record<string, (db: Db) => unknown>>;
  };
}
