import type { Db } from "../../server/database/index.ts";

/** A row as pg gives it, all texts. */
export type Row = Record<string, string>;

/** The cursor of what comes after a row. */
export const cursorAfter = (row: Row | undefined) => Number(row?.id).toString(36);

/** What a feature adds to an article, as it is read by hand at `/api/articles/{slug}/{name}`. */
export interface ArticlePart {
  readonly name: string;
  /** Takes the article's slug. */
  readonly statement: string;
  readonly present: (rows: readonly Row[]) => unknown;
}

/** One read whose time should not depend on how much there is. */
export interface GrowthCase {
  readonly name: string;
  readonly run: (db: Db) => Promise<unknown>;
}
