import { exportedLists } from "../../../shared/account-export.ts";
import type { Db } from "../../database/index.ts";
import { listOwnDocuments } from "../../documents/export.queries.ts";
import { decodeCursor, encodeCursor } from "../../procedures/index.ts";
import { listOwnComments } from "../comments/index.ts";
import {
  type ExportPart,
  findExported,
  listFollowed,
  listOwnArticles,
  listOwnFavorites,
  listOwnRecord,
} from "./export.queries.ts";

/** Articles and documents are large. */
const maxLarge = 20;
const maxRows = 200;
/** Cursor value of a list that is complete. */
const ended = "-";

/** The next page of one list, with its cursor. */
async function partOf<Row extends { readonly id: number }>(
  place: string | undefined,
  max: number,
  list: (part: Pick<ExportPart, "limit" | "beforeId">) => Promise<readonly Row[]>,
) {
  if (place === ended) return { rows: [], next: ended };
  const found = await list({ limit: max + 1, beforeId: place === undefined ? undefined : decodeCursor(place) });
  const rows = found.slice(0, max);
  const last = rows.at(-1);
  return { rows, next: found.length > max && last !== undefined ? encodeCursor(last.id) : ended };
}

/** Parses a cursor, which holds a position in each list. @returns `undefined` for an invalid one. */
export function decodePlaces(cursor: string): readonly string[] | undefined {
  const places = cursor.split(".");
  const isFit = places.length === exportedLists.length && places.every((place) => /^(?:[0-9a-z]{1,11}|-)$/.test(place));
  return isFit ? places : undefined;
}

/** A page of an account's data export; its lists advance in parallel, in the order of the contract. */
export async function exportPage(db: Db, accountId: number, places: readonly string[]) {
  const next: string[] = [];
  const rows = async <Row extends { readonly id: number }>(
    list: (db: Db, part: ExportPart) => Promise<readonly Row[]>,
    max = maxRows,
  ) => {
    const part = await partOf(places[next.length], max, (asked) => list(db, { ...asked, accountId }));
    next.push(part.next);
    return [...part.rows];
  };
  const account = await findExported(db, accountId);
  const lists = {
    articles: await rows(listOwnArticles, maxLarge),
    comments: await rows(listOwnComments),
    favourites: await rows(listOwnFavorites),
    following: await rows(listFollowed),
    record: await rows(listOwnRecord),
    documents: await rows(listOwnDocuments, maxLarge),
  };
  return { account, ...lists, next: next.every((place) => place === ended) ? null : next.join(".") };
}
