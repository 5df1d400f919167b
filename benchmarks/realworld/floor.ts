import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import pg from "pg";
import { articleParts } from "../features/index.ts";
import { cursorAfter, type Row } from "../features/part.ts";
import { pageSize, type StatementName, statements } from "./statements.ts";

// Lower bound of the RealWorld reads: node:http and pg, no framework, no validation, no layers.

const timestamp = 1184;
const bigint = 20;
const numeric = 1700;

/** `2026-11-05 09:30:00.12+00` to `2026-11-05T09:30:00.120Z`. */
const isoOf = (text: string) =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, text.length - 3).padEnd(3, "0")}Z`;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === timestamp ? isoOf : oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format),
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, types });

const run = async (name: StatementName, values: unknown[] = []) =>
  (await pool.query<Row>({ name, text: statements[name], values })).rows;

const presentAuthor = ({ username, bio, image, following }: Row) => ({ username, bio, image, following });

const presentArticle = (row: Row) => ({
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

function presentPage(rows: readonly Row[]) {
  const shown = rows.slice(0, pageSize);
  return {
    articles: shown.map(presentArticle),
    articlesCount: rows[0]?.total ?? 0,
    next: rows.length > pageSize ? cursorAfter(shown.at(-1)) : null,
  };
}

/** Session id and hash of the secret of an `authorization: Token id.secret`. */
function credential(header: string): [id: string, hash: Buffer] {
  const [id = "", secret = ""] = header.slice(header.indexOf(" ") + 1).split(".");
  return [id, createHash("sha256").update(secret).digest()];
}

async function answer(path: string, authorization: string | undefined): Promise<unknown> {
  if (path === "/api/tags") return { tags: (await run("tags"))[0]?.names };
  if (path.startsWith("/api/profiles/")) {
    const [found] = await run("profile", [decodeURIComponent(path.slice("/api/profiles/".length))]);
    return found && { profile: presentAuthor(found) };
  }
  if (path === "/api/articles" || path === "/api/articles/feed") {
    if (authorization === undefined) return presentPage(await run("list"));
    return presentPage(await run(path === "/api/articles" ? "listSignedIn" : "feed", credential(authorization)));
  }
  const [slug = "", name] = path.slice("/api/articles/".length).split("/");
  const part = articleParts.find((one) => one.name === name);
  if (part !== undefined)
    return part.present((await pool.query<Row>({ name, text: part.statement, values: [slug] })).rows);
  const [row] = await run("article", [slug]);
  return row && { article: { ...presentArticle(row), body: row.body } };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

createServer((request, response) => {
  const [path = ""] = (request.url ?? "").split("?");
  answer(path, request.headers.authorization).then(
    (value) => (value === undefined ? send(response, 404, {}) : send(response, 200, value)),
    (error: unknown) => send(response, 500, { message: String(error) }),
  );
}).listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
