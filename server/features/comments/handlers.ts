import { comments } from "../../../shared/comments.ts";
import { append } from "../../events/index.ts";
import { decodeCursor, encodeCursor, implement } from "../../procedures/index.ts";
import { followedBy } from "../profiles/index.ts";
import { commentFacts, isFound } from "./facts.ts";
import { deleteComment, findComment, insertComment, listComments } from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof insertComment>>>;
type ListRow = Awaited<ReturnType<typeof listComments>>[number];

const present = (row: Row) => ({
  id: row.id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  body: row.body,
  author: { username: row.username, bio: row.bio, image: row.image, following: row.following },
});

/** False for the row that only shows that the article exists. */
const isComment = (row: ListRow): row is ListRow & Row => row.id !== null;

export const commentHandlers = implement(comments, {
  list: {
    read: async ({ db, viewer, input, fail, invalid }) => {
      const beforeId =
        input.cursor === undefined ? undefined : (decodeCursor(input.cursor) ?? invalid("cursor", "is invalid"));
      const rows = await listComments(db, input.slug, { limit: input.limit + 1, beforeId }, viewer?.id ?? null);
      if (rows.length === 0) fail("not_found");
      const found = rows.filter(isComment);
      const shown = found.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        comments: shown.map(present),
        next: found.length > input.limit && last !== undefined ? encodeCursor(last.id) : null,
      };
    },
    personalize: async ({ db, viewer }, page) => {
      const authors = page.comments.map(({ author }) => author);
      const isFollowed = await followedBy(db, viewer, authors);
      const personalized = page.comments.map((comment) => ({
        ...comment,
        author: { ...comment.author, following: isFollowed(comment.author) },
      }));
      return { ...page, comments: personalized };
    },
  },

  add: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const comment = (await insertComment(tx, viewer.id, input.slug, input.body)) ?? fail("not_found");
      await append(tx, "comment.added", {
        commentId: comment.id,
        articleId: comment.article_id,
        slug: input.slug,
        authorId: viewer.id,
        author: viewer.username,
      });
      return present(comment);
    }),

  delete: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const row = (await findComment(tx, input.slug, input.id)) ?? fail("article_not_found");
      const comment = isFound(row) ? row : fail("not_found");
      if (comment.author_id !== viewer.id) fail("forbidden");
      if (!(await deleteComment(tx, input.id))) fail("not_found");
      await append(tx, "comment.deleted", commentFacts(comment));
      return null;
    }),
});
