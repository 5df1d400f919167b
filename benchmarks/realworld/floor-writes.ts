import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";
import type { Row } from "../features/article-part.ts";
import { articleAdditions } from "../features/index.ts";
import { credential, presentArticle, presentAuthor, types } from "./floor-rows.ts";
import { writeStatements } from "./write-statements.ts";

// Lower bound of the RealWorld writes: node:http and pg, no framework, no validation, no layers.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, types });

const asArticle = (row: Row) => ({ article: { ...presentArticle(row), body: row.body } });
const asProfile = (row: Row) => ({ profile: presentAuthor(row) });

interface Work {
  readonly name: string;
  readonly statement: string;
  readonly values: readonly unknown[];
  readonly present: (row: Row) => unknown;
}

interface Sent {
  readonly article: Readonly<Record<"title" | "description" | "body", string>> & {
    readonly tagList: readonly string[];
  };
}

const own = (name: keyof typeof writeStatements) => ({ name, statement: writeStatements[name] });

function workOf(method: string, path: string, text: string): Work {
  const isPost = method === "POST";
  const [, , area = "", name = "", part] = path.split("/");
  if (area === "profiles")
    return { ...own(isPost ? "follow" : "unfollow"), values: [decodeURIComponent(name)], present: asProfile };
  if (part === "favorite") return { ...own(isPost ? "favorite" : "unfavorite"), values: [name], present: asArticle };
  const addition = articleAdditions.find((one) => one.path === part);
  if (addition !== undefined) return { ...addition, values: [name, ...addition.valuesOf(text)] };
  const { title, description, body, tagList } = parse(text).article;
  if (method === "PUT") return { ...own("update"), values: [name, body], present: asArticle };
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { ...own("publish"), values: [slug, title, description, body, [...tagList].sort()], present: asArticle };
}

/** Cast that holds for the load generator, the only client. */
const parse = (text: string) => JSON.parse(text) as Sent;

async function answer({ method = "", url = "", headers }: IncomingMessage, text: string): Promise<unknown> {
  const { name, statement, values, present } = workOf(method, url, text);
  const all = [...credential(headers.authorization ?? ""), ...values];
  const { rows } = await pool.query<Row>({ name, text: statement, values: all });
  return rows[0] && present(rows[0]);
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
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (piece) => {
    text += piece;
  });
  request.on("end", () => {
    answer(request, text).then(
      (value) => (value === undefined ? send(response, 404, {}) : send(response, 200, value)),
      (error: unknown) => send(response, 500, { message: String(error) }),
    );
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
