import type { Db } from "../database/index.ts";
import { findIdAt, readEnds } from "./log.queries.ts";

/**
 * Opaque place in the log: the event after which a reader continues. It names the event as well as its position, so that
 * the cursor of another history, as after a restore from a backup, is noticed.
 */
export type Cursor = string;

const start = "0";
const pattern = /^([1-9]\d{0,15})-([0-9a-f]{8})$/;
const idDigits = 8;

/** The cursor after an event. */
export const cursorAfter = ({ position, id }: { readonly position: number; readonly id: string }): Cursor =>
  `${position}-${id.slice(0, idDigits)}`;

/** The cursor after the last event that is committed now. */
export async function latestCursor(db: Db): Promise<Cursor> {
  const { last, lastId } = await readEnds(db);
  return lastId === null ? start : cursorAfter({ position: last, id: lastId });
}

/**
 * Resolves a cursor to the position after which to read.
 * @returns `"reset"` where events after it may be missing: the log no longer holds its event, or never held it. An
 * unreadable cursor is one of them.
 */
export async function resolveCursor(db: Db, cursor: Cursor): Promise<number | "reset"> {
  if (cursor === start) {
    const { first, last } = await readEnds(db);
    return first === 1 || last === 0 ? 0 : "reset";
  }
  const [, position, id] = pattern.exec(cursor) ?? [];
  if (position === undefined || id === undefined || !Number.isSafeInteger(Number(position))) return "reset";
  const found = await findIdAt(db, Number(position));
  return found?.slice(0, idDigits) === id ? Number(position) : "reset";
}
