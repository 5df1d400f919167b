import { comments } from "../../../shared/comments.ts";
import { append } from "../../events/index.ts";
import { decodeCursor, encodeCursor, implement } from "../../procedures/index.ts";
import { followedBy } from "../profiles/index.ts";
import { commentFacts, isFound } from "./comment-events.ts";
import {
  deleteComment,
  findAdded,
  findComment,
  insertComment,
  isArticle,
  listComments,
  listCommentsOf,
} from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof insertComment>>>;
type ListRow = Awaited<ReturnType<typeof listComments>>[number];

/** Position in a list of comments, read from its cursor. */
function pageOf(cursor: string | undefined, limit: number) {
  const beforeId = cursor === undefined ? undefined : decodeCursor(cursor);
  return { isValid: cursor === undefined || beforeId !== undefined, limit: limit + 1, beforeId };
}

/** A page of at most `limit` comments from rows with one extra when there is a next page. */
function presentPage(rows: readonly ListRow[], limit: number) {
  const found = rows.filter(isComment);
  const pageRows = found.slice(0, limit);
  const last = pageRows.at(-1);
  return {
    comments: pageRows.map(present),
    next: found.length > limit && last !== undefined ? encodeCursor(last.id) : null,
  };
}

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
      const page = pageOf(input.cursor, input.limit);
      if (!page.isValid) invalid("cursor", "is invalid");
      const rows = await listComments(db, input.slug, page, viewer?.id ?? null);
      if (rows.length === 0) fail("not_found");
      return presentPage(rows, input.limit);
    },
    many: async ({ db, viewer, inputs, failure, invalid }) => {
      const [{ cursor, limit } = { cursor: undefined, limit: 0 }] = inputs;
      const page = pageOf(cursor, limit);
      if (!page.isValid) invalid("cursor", "is invalid");
      const slugs = inputs.map(({ slug }) => slug);
      const rows = Map.groupBy(await listCommentsOf(db, slugs, page, viewer?.id ?? null), ({ place }) => place);
      return slugs.map((_, at) => {
        const own = rows.get(at + 1) ?? [];
        return own[0]?.articleId == null ? failure("not_found") : presentPage(own, limit);
      });
    },
    personalize: async ({ db, viewer }, page) => {
      const authors = page.comments.map(({ author }) => author);
      const isFollowed = await followedBy(db, viewer, authors);
      if (!authors.some(isFollowed)) return page;
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

  added: {
    open: async ({ db, input, fail }) => {
      if (!(await isArticle(db, input.slug))) fail("not_found");
    },
    read: async ({ db, event: { payload } }) => {
      const row = await findAdded(db, payload.commentId);
      if (row === undefined) return null;
      const { id, body, created_at: createdAt, username, bio, image } = row;
      return { id, slug: payload.slug, createdAt, body, author: { username, bio, image } };
    },
    isFor: ({ input, message }) => input.slug === message.slug,
  },
});
