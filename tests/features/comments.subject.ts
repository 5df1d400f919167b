import { type Ask, field, get, query, send, versionIn } from "../faults/asking.ts";
import type { Subject } from "../faults/history.ts";
import { fieldsIn } from "../faults/proxied-server.ts";
import type { Person } from "../support/people.ts";

/** Each state adds a comment and removes the previous one. */
export function commentSubject(author: Person, slug: string, reader: Person, maxPauseMs: number): Subject {
  const path = `/api/articles/${slug}/comments`;
  const gone = new Set<number>();
  let before: { readonly id: unknown; readonly version: number } | undefined;
  const judged = (comments: unknown, wereGone: ReadonlySet<number>) => {
    if (!Array.isArray(comments)) return undefined;
    const seen = comments.map(({ body }) => versionIn(body) ?? 0);
    return seen.some((version) => wereGone.has(version)) ? -1 : Math.max(0, ...seen);
  };
  const listed =
    (person?: Person): Ask =>
    async (url) => {
      const wereGone = new Set(gone);
      const answer = await get(url, path, person);
      return answer && judged(fieldsIn(answer, "comments"), wereGone);
    };
  return {
    name: `comments of ${slug}`,
    maxPauseMs,
    write: async (url, version) => {
      const added = await send(url, "POST", path, author, { comment: { body: `version ${version}` } });
      if (added.status !== 201) return false;
      const last = before;
      before = { id: fieldsIn(added, "comment", "id"), version };
      if (last === undefined) return true;
      const removed = await send(url, "DELETE", `${path}/${String(last.id)}`, author).catch(() => undefined);
      if (removed?.status === 204) gone.add(last.version);
      return true;
    },
    reads: [
      listed(),
      listed(reader),
      async (url) => {
        const wereGone = new Set(gone);
        return judged(field(await query(url, "comments.list", { slug }), "comments"), wereGone);
      },
    ],
  };
}
