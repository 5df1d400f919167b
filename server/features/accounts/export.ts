import type { Db } from "../../database/index.ts";
import { decodeCursor, encodeCursor } from "../../procedures/index.ts";
import {
  type ExportPart,
  findExported,
  listFollowed,
  listOwnArticles,
  listOwnComments,
  listOwnFavourites,
  listOwnRecord,
} from "./export.queries.ts";

const maxArticles = 20;
const maxRows = 200;
/** Stands in a cursor for a list that has been told to its end. */
const ended = "-";

/** One list from where the page before left off, and where the next goes on. */
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

/** A page of everything that is held of an account; its five lists go on side by side. */
export async function exportPage(db: Db, accountId: number, cursor: string | undefined) {
  const places = cursor?.split(".") ?? [];
  const rows = <Row extends { readonly id: number }>(
    at: number,
    list: (db: Db, part: ExportPart) => Promise<readonly Row[]>,
    max = maxRows,
  ) => partOf(places[at], max, (part) => list(db, { ...part, accountId }));
  const account = await findExported(db, accountId);
  const articles = await rows(0, listOwnArticles, maxArticles);
  const comments = await rows(1, listOwnComments);
  const favourites = await rows(2, listOwnFavourites);
  const following = await rows(3, listFollowed);
  const record = await rows(4, listOwnRecord);
  const next = [articles, comments, favourites, following, record].map((part) => part.next);
  const { email_verified_at: emailVerifiedAt, created_at: createdAt, ...own } = account;
  return {
    account: { ...own, emailVerifiedAt, createdAt },
    articles: articles.rows.map(({ tag_list: tagList, created_at, updated_at: updatedAt, ...text }) => ({
      ...text,
      tagList,
      createdAt: created_at,
      updatedAt,
    })),
    comments: comments.rows.map(({ created_at, ...comment }) => ({ ...comment, createdAt: created_at })),
    favourites: favourites.rows.map(({ slug, created_at }) => ({ slug, createdAt: created_at })),
    following: following.rows.map(({ username, created_at }) => ({ username, createdAt: created_at })),
    record: [...record.rows],
    next: next.every((place) => place === ended) ? null : next.join("."),
  };
}
