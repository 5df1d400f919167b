import type { Db } from "../../server/database/index.ts";

/** A row as returned by pg, all text. */
export type Row = Record<string, string>;

/** Cursor after a row. */
export const cursorAfter = (row: Row | undefined) => Number(row?.id).toString(36);

/** Data that a feature adds to an article, read by handwritten SQL at `/api/articles/{slug}/{name}`. */
export interface ArticlePart {
  readonly name: string;
  /** Statement with the article's slug as parameter. */
  readonly statement: string;
  readonly present: (rows: readonly Row[]) => unknown;
}

/** Data that a viewer adds to an article, written by handwritten SQL at `POST /api/articles/{slug}/{path}`. */
export interface ArticleAddition {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  /** Statement with the session's id and hash, the article's slug and {@link ArticleAddition.valuesOf} as parameters. */
  readonly statement: string;
  readonly valuesOf: (body: string) => readonly unknown[];
  readonly present: (row: Row) => unknown;
}

/** A read or a write whose time should not depend on the table size. */
export interface GrowthCase {
  readonly name: string;
  /** True for a transaction that is committed. */
  readonly isWrite?: true;
  readonly run: (db: Db) => Promise<unknown>;
}
