import { admin } from "../../../shared/admin.ts";
import { recordAudit } from "../../audit/index.ts";
import { append } from "../../events/index.ts";
import { decodeCursor, encodeCursor, implement } from "../../procedures/index.ts";
import { articleFacts, deleteArticle, lockBySlug } from "../articles/index.ts";
import { commentModerationHandlers } from "../comments/index.ts";
import { deleteFactors, deleteSignInMethods, notify, revoke } from "../credentials/index.ts";
import { jobAdministrationHandlers } from "./job-administration.ts";
import { asDetails, presentUser } from "./present.ts";
import { listAudit, listUsers, lockUser, setSuspended } from "./queries.ts";
import { changeRole, lockRolesAs } from "./roles.ts";

interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Reads one row more than requested, to detect a next page. */
const pageOf = ({ limit, cursor }: PageInput, invalid: (field: "cursor", message: string) => never) => ({
  limit: limit + 1,
  beforeId: cursor === undefined ? undefined : (decodeCursor(cursor) ?? invalid("cursor", "is invalid")),
});

/** Splits off the extra row. @returns the rows of the page, and the cursor of the next. */
function splitPage<Row extends { readonly id: number }>(rows: readonly Row[], limit: number) {
  const pageRows = rows.slice(0, limit);
  const last = pageRows.at(-1);
  return { pageRows, next: rows.length > limit && last !== undefined ? encodeCursor(last.id) : null };
}

export const adminHandlers = implement(admin, {
  ...commentModerationHandlers,
  ...jobAdministrationHandlers,

  listUsers: async ({ db, input, invalid }) => {
    const { pageRows, next } = splitPage(await listUsers(db, input, pageOf(input, invalid)), input.limit);
    return { users: pageRows.map(presentUser), next };
  },

  suspendUser: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      // The caller is still an admin and cannot suspend their own account: one admin always remains.
      await lockRolesAs(tx, viewer);
      const user = (await lockUser(tx, input.username)) ?? fail("not_found");
      if (user.id === viewer.id) fail("own_account");
      if (user.suspended_at !== null) return presentUser(user);
      const suspended = await setSuspended(tx, user.id, true);
      await revoke(tx, user.id, "all");
      await recordAudit(tx, call, {
        action: "account.suspended",
        actorId: viewer.id,
        accountId: user.id,
        details: { reason: input.reason ?? null },
      });
      await notify(tx, user.id, "account_suspended");
      return presentUser(suspended);
    }),

  restoreUser: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const user = (await lockUser(tx, input.username)) ?? fail("not_found");
      if (user.suspended_at === null) return presentUser(user);
      const restored = await setSuspended(tx, user.id, false);
      await recordAudit(tx, call, { action: "account.restored", actorId: viewer.id, accountId: user.id });
      await notify(tx, user.id, "account_restored");
      return presentUser(restored);
    }),

  resetAccess: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const user = (await lockUser(tx, input.username)) ?? fail("not_found");
      if (user.id === viewer.id) fail("own_account");
      const { remove, reason } = input;
      await revoke(tx, user.id, "all");
      await (remove === "everything" ? deleteSignInMethods(tx, user.id) : deleteFactors(tx, user.id));
      await recordAudit(tx, call, {
        action: "account.access_reset",
        actorId: viewer.id,
        accountId: user.id,
        details: { remove, reason },
      });
      await notify(tx, user.id, "access_reset");
      return presentUser(user);
    }),

  changeRole: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const changed = await changeRole(tx, call, { ...input, actorId: viewer.id });
      return typeof changed === "string" ? fail(changed) : presentUser(changed);
    }),

  removeArticle: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      const article = (await lockBySlug(tx, input.slug)) ?? fail("not_found");
      await deleteArticle(tx, article.id);
      await append(tx, "article.deleted", articleFacts(article));
      await recordAudit(tx, call, {
        action: "content.removed",
        actorId: viewer.id,
        accountId: article.author_id,
        details: { kind: "article", slug: article.slug },
      });
      return null;
    }),

  listAudit: async ({ db, input, invalid }) => {
    const { pageRows, next } = splitPage(await listAudit(db, input, pageOf(input, invalid)), input.limit);
    const entries = pageRows.map(({ id: _, request_id: requestId, details, ...row }) => ({
      ...row,
      requestId,
      details: asDetails(details),
    }));
    return { entries, next };
  },
});
