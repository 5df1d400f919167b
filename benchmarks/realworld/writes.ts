import { deepStrictEqual } from "node:assert/strict";
import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { articleAdditions } from "../features/index.ts";
import type { RequestText } from "../load.ts";
import type { RunningServer } from "../servers.ts";
import type { Endpoint } from "./endpoints.ts";
import { signIn } from "./sessions.ts";

const viewersAsked = 50;
const slugsAsked = 200;
const maxOwnArticles = 500;

/** Writes are followed by what undoes them, this many requests later: more than are in flight at once. */
const undoneAfter = 250;

/** Every write really changes a row: writes in groups, each followed by the group that undoes it. */
function undoing(pairs: readonly Omit<RequestText, "method">[]): readonly RequestText[] {
  const groups = Array.from({ length: Math.ceil(pairs.length / undoneAfter) }, (_, at) =>
    pairs.slice(at * undoneAfter, (at + 1) * undoneAfter),
  );
  return groups
    .filter(({ length }) => length === undoneAfter)
    .flatMap((group) =>
      (["POST", "DELETE"] as const).flatMap((method) => group.map((request) => ({ ...request, method }))),
    );
}

/** The writes, with articles and viewers drawn from the database; the sessions are stored in it. */
export async function chooseWrites(db: Db): Promise<readonly Endpoint[]> {
  const ids = async (query: ReturnType<typeof sql<{ id: number }>>) =>
    (await query.execute(db)).rows.map(({ id }) => id);
  const accounts = await ids(sql`select id from account order by hashint8(id) limit ${viewersAsked}`);
  const viewers = await signIn(db, accounts);
  const { rows: articles } = await sql<{ slug: string }>`
    select slug from article order by hashint8(id) limit ${slugsAsked}`.execute(db);
  const { rows: strangers } = await sql<{ username: string }>`
    select username from account where id <> all (${accounts}) and not exists (
      select from follow where followed_id = account.id and follower_id = any (${accounts})) limit ${slugsAsked}`.execute(
    db,
  );
  const { rows: own } = await sql<{ author_id: number; slug: string }>`
    select author_id, slug from article where author_id = any (${accounts}) order by hashint8(id) limit ${maxOwnArticles}`.execute(
    db,
  );
  const headersOf = new Map(accounts.map((id, at) => [id, viewers[at]]));
  const each = (at: number) => ({ headers: viewers[at % viewers.length] });
  const favorites = viewers.flatMap((headers) =>
    articles.map(({ slug }) => ({ headers, path: `/api/articles/${slug}/favorite` })),
  );
  const follows = viewers.flatMap((headers) =>
    strangers.map(({ username }) => ({ headers, path: `/api/profiles/${encodeURIComponent(username)}/follow` })),
  );
  const article = {
    title: "On joints {n}",
    description: "Why they hold",
    body: "Glue is a promise.",
    tagList: ["wood"],
  };
  return [
    ...articleAdditions.map(({ name, path, body }) => ({
      name,
      requests: articles.map(({ slug }, at) => ({
        ...each(at),
        method: "POST" as const,
        path: `/api/articles/${slug}/${path}`,
        body: JSON.stringify(body),
      })),
    })),
    { name: "favorite and unfavorite", requests: undoing(favorites) },
    { name: "follow and unfollow", requests: undoing(follows) },
    {
      name: "publish",
      requests: viewers.map((headers) => ({
        headers,
        method: "POST" as const,
        path: "/api/articles",
        body: JSON.stringify({ article }),
      })),
    },
    {
      name: "update",
      requests: own.map(({ author_id, slug }) => ({
        headers: headersOf.get(author_id),
        method: "PUT",
        path: `/api/articles/${slug}`,
        body: JSON.stringify({ article: { body: "Glue was a promise, {n}." } }),
      })),
    },
  ];
}

async function send({ port }: RunningServer, { method, path, headers = {}, body }: RequestText): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: method ?? "GET",
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: body.replaceAll("{n}", "7") }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  // Times are those of each server's own database.
  return JSON.parse(text.replace(/"(createdAt|updatedAt)":"[^"]*"/g, '"$1":""'));
}

/** Sends one of each kind to all. @throws when two servers answer differently, times apart. */
export async function checkWritesEqual(
  servers: readonly RunningServer[],
  endpoints: readonly Endpoint[],
): Promise<void> {
  for (const { requests } of endpoints) {
    for (const request of [requests[0], requests[undoneAfter]]) {
      if (request === undefined) continue;
      const [first, ...others] = await Promise.all(servers.map((server) => send(server, request)));
      for (const other of others) deepStrictEqual(other, first, `${request.path} is answered differently`);
    }
  }
}
