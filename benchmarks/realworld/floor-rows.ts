import { createHash } from "node:crypto";
import pg from "pg";
import type { Row } from "../features/article-part.ts";

const timestamp = 1184;
const bigint = 20;
const numeric = 1700;

/** `2026-11-05 09:30:00.12+00` to `2026-11-05T09:30:00.120Z`. */
const isoOf = (text: string) =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, text.length - 3).padEnd(3, "0")}Z`;

/** Parsers of column types. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === timestamp ? isoOf : oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format),
};

export const presentAuthor = ({ username, bio, image, following }: Row) => ({ username, bio, image, following });

export const presentArticle = (row: Row) => ({
  slug: row.slug,
  title: row.title,
  description: row.description,
  tagList: row.tag_list,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  favorited: row.favorited,
  favoritesCount: row.favourites_count,
  author: presentAuthor(row),
});

/** Session id and hash of the secret of an `authorization: Token id.secret`. */
export function credential(header: string): [id: string, hash: Buffer] {
  const [id = "", secret = ""] = header.slice(header.indexOf(" ") + 1).split(".");
  return [id, createHash("sha256").update(secret).digest()];
}
