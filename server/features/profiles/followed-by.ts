import type { Db } from "../../database/index.ts";
import type { Viewer } from "../../procedures/index.ts";
import { listFollowed } from "./queries.ts";

interface Author {
  readonly username: string;
}

/** Determines with one query which of these authors the viewer follows. */
export async function followedBy(
  db: Db,
  viewer: Viewer,
  authors: readonly Author[],
): Promise<(author: Author) => boolean> {
  if (authors.length === 0) return () => false;
  const names = [...new Set(authors.map(({ username }) => username))];
  const followed = new Set((await listFollowed(db, viewer.id, names)).map(({ username }) => username));
  return ({ username }) => followed.has(username);
}
