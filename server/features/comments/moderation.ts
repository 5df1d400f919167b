import { commentModeration } from "../../../shared/comments.ts";
import { recordAudit } from "../../audit/index.ts";
import { append } from "../../events/index.ts";
import { implement } from "../../procedures/index.ts";
import { commentFacts, isFound } from "./comment-events.ts";
import { deleteComment, findComment } from "./queries.ts";

export const commentModerationHandlers = implement(commentModeration, {
  removeComment: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      const row = (await findComment(tx, input.slug, input.id)) ?? fail("article_not_found");
      const comment = isFound(row) ? row : fail("not_found");
      if (!(await deleteComment(tx, comment.id))) fail("not_found");
      await append(tx, "comment.deleted", commentFacts(comment));
      await recordAudit(tx, call, {
        action: "content.removed",
        actorId: viewer.id,
        accountId: comment.author_id,
        details: { kind: "comment", slug: input.slug, id: input.id },
      });
      return null;
    }),
});
