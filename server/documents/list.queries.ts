import { type RawBuilder, sql } from "kysely";
import type { DocumentIndex } from "../../shared/contract/index.ts";
import { compiledOnce, type Db } from "../database/index.ts";
import { indexExpression } from "./index-sql.ts";

/** One of the orders in which a collection is listed. */
export interface DocumentOrder {
  readonly collection: string;
  /** The field to list by; `undefined` for the key. */
  readonly index: Pick<DocumentIndex, "field" | "kind"> | undefined;
  readonly order: "asc" | "desc";
}

/** A page of a list; an absent bound does not restrict it. */
export interface DocumentPage {
  readonly accountId: number;
  readonly limit: number;
  readonly equals: unknown;
  readonly from: unknown;
  readonly to: unknown;
  /** The indexed value of the last document that was shown, as text. */
  readonly afterValue: string | undefined;
  /** The key of the last document that was shown. */
  readonly afterKey: string | undefined;
}

const sqlTypes = { text: sql`text`, number: sql`numeric`, boolean: sql`boolean` };

/** A document of a list. `sort` is the indexed value as text, exact. */
export interface ListedDocument {
  readonly key: string;
  readonly version: number;
  readonly revision: number;
  readonly body: unknown;
  readonly created_at: string;
  readonly updated_at: string;
  readonly sort: string | null;
}

const isThere = (value: unknown) => value !== undefined;

/** Conditions on the indexed value, and the position after it; the key makes positions unique. */
function conditionsOf({ index, order }: DocumentOrder, page: DocumentPage, value: RawBuilder<unknown>) {
  const { equals, from, to, afterValue, afterKey } = page;
  const beyond = order === "asc" ? sql`>` : sql`<`;
  if (index === undefined) return afterKey === undefined ? [] : [sql<boolean>`key ${beyond} ${afterKey}`];
  const type = sqlTypes[index.kind];
  const bounds = [
    isThere(equals) ? sql<boolean>`${value} = ${equals}::${type}` : undefined,
    isThere(from) ? sql<boolean>`${value} >= ${from}::${type}` : undefined,
    isThere(to) ? sql<boolean>`${value} <= ${to}::${type}` : undefined,
    afterKey === undefined ? undefined : sql<boolean>`(${value}, key) ${beyond} (${afterValue}::${type}, ${afterKey})`,
  ].filter((bound) => bound !== undefined);
  return [sql<boolean>`${value} is not null`, ...bounds];
}

/**
 * Creates the query that lists a collection in one order. The collection and the field are literals in its text, so that the
 * planner sees that the index fits.
 */
export function createDocumentList(listed: DocumentOrder): (db: Db, page: DocumentPage) => Promise<ListedDocument[]> {
  const { collection, index, order } = listed;
  const value = index === undefined ? sql<unknown>`null` : sql.raw<unknown>(indexExpression(index));
  const direction = order === "asc" ? sql`asc` : sql`desc`;
  return compiledOnce((db, page: DocumentPage) =>
    db
      .selectFrom("document")
      .select(["key", "version", "revision", "body", "created_at", "updated_at"])
      .select(sql<string | null>`${value}::text`.as("sort"))
      .where("collection", "=", sql.lit(collection))
      .where("account_id", "=", page.accountId)
      .where(({ and }) => and(conditionsOf(listed, page, value)))
      .$if(index !== undefined, (query) => query.orderBy(sql`${value} ${direction}`))
      .orderBy("key", order)
      .limit(page.limit),
  );
}
