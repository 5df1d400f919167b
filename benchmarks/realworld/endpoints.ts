import { deepStrictEqual } from "node:assert/strict";
import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { articleParts } from "../features/index.ts";
import type { RequestText } from "../load.ts";
import type { RunningServer } from "../servers.ts";
import { signIn } from "./sessions.ts";

/** A read of the RealWorld API, with many request variants. */
export interface Endpoint {
  readonly name: string;
  readonly requests: readonly RequestText[];
}

const slugsAsked = 200;
const viewersAsked = 50;
const variantsChecked = 20;

/** Signs in accounts that follow others. @returns the request headers of each. */
async function signInReaders(db: Db) {
  const accounts = await sql<{ id: number }>`
    select follower_id as id from follow group by follower_id having count(*) >= 5
      order by hashint8(follower_id) limit ${viewersAsked}`.execute(db);
  return signIn(
    db,
    accounts.rows.map(({ id }) => id),
  );
}

/** The reads, with articles and viewers drawn from the database. */
export async function chooseEndpoints(db: Db): Promise<readonly Endpoint[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from article order by hashint8(id) limit ${slugsAsked}`.execute(db);
  const authors = await sql<{ username: string }>`
    select username from account where articles_count > 0 order by hashint8(id) limit ${slugsAsked}`.execute(db);
  const viewers = await signInReaders(db);
  const asEach = (path: string) => viewers.map((headers) => ({ path, headers }));
  return [
    { name: "list of 20", requests: [{ path: "/api/articles?limit=20" }] },
    { name: "list of 20, signed in", requests: asEach("/api/articles?limit=20") },
    { name: "feed of 20", requests: asEach("/api/articles/feed?limit=20") },
    { name: "article", requests: rows.map(({ slug }) => ({ path: `/api/articles/${slug}` })) },
    ...articleParts.map(({ name }) => ({
      name,
      requests: rows.map(({ slug }) => ({ path: `/api/articles/${slug}/${name}` })),
    })),
    {
      name: "profile",
      requests: authors.rows.map(({ username }) => ({ path: `/api/profiles/${encodeURIComponent(username)}` })),
    },
    { name: "tags", requests: [{ path: "/api/tags" }] },
  ];
}

async function read({ port }: RunningServer, { path, headers = {} }: RequestText): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** @throws when the responses of two servers differ. */
export async function checkEqual(servers: readonly RunningServer[], endpoints: readonly Endpoint[]): Promise<void> {
  for (const { requests } of endpoints) {
    for (const request of requests.slice(0, variantsChecked)) {
      const [first, ...others] = await Promise.all(servers.map((server) => read(server, request)));
      for (const other of others) deepStrictEqual(other, first, `${request.path} is answered differently`);
    }
  }
}
