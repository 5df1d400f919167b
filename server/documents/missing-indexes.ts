import { type Api, collectionsOf } from "../../shared/contract/index.ts";
import type { Db } from "../database/index.ts";
import { indexStatement } from "./index-sql.ts";
import { listIndexNames } from "./indexes.queries.ts";

/** PostgreSQL truncates longer names. */
const maxNameLength = 63;

/** An index that a collection declares and the database lacks. */
export interface MissingIndex {
  readonly collection: string;
  readonly field: string;
  /** The statement that a migration needs. */
  readonly statement: string;
}

/** Finds the declared indexes of an API's collections that the database lacks. */
export async function findMissingIndexes(db: Db, api: Api): Promise<readonly MissingIndex[]> {
  const declared = collectionsOf(api).flatMap(({ name: collection, indexes }) =>
    indexes.map((index) => ({ collection, field: index.field, ...indexStatement(collection, index) })),
  );
  if (declared.length === 0) return [];
  const names = new Set(await listIndexNames(db));
  return declared
    .filter(({ name }) => !names.has(name.slice(0, maxNameLength)))
    .map(({ collection, field, statement }) => ({ collection, field, statement }));
}
