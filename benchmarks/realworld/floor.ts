import { createServer, type ServerResponse } from "node:http";
import pg from "pg";
import { cursorAfter, type Row } from "../features/article-part.ts";
import { articleParts } from "../features/index.ts";
import { credential, presentArticle, presentAuthor, types } from "./floor-rows.ts";
import { pageSize, type StatementName, statements } from "./statements.ts";

// Lower bound of the RealWorld reads: node:http and pg, no framework, no validation, no layers.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, types });

const run = async (name: StatementName, values: unknown[] = []) =>
  (await pool.query<Row>({ name, text: statements[name], values })).rows;

function presentPage(rows: readonly Row[]) {
  const shown = rows.slice(0, pageSize);
  return {
    articles: shown.map(presentArticle),
    articlesCount: rows[0]?.total ?? 0,
    next: rows.length > pageSize ? cursorAfter(shown.at(-1)) : null,
  };
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
