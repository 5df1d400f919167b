import { sessions } from "../../../shared/sessions.ts";
import { retried } from "../../database/index.ts";
import { type Call, implement } from "../../procedures/index.ts";
import { deleteSession, deleteSessions, listSessions } from "./queries.ts";

const isInCookie = ({ credential }: Call) => credential?.keptIn === "cookie";

export const sessionHandlers = implement(sessions, {
  list: async ({ db, viewer }) => {
    const rows = await listSessions(db, viewer.id);
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        keptIn: row.kept_in,
        userAgent: row.user_agent,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        expiresAt: row.expires_at,
        current: row.id === viewer.sessionId,
      })),
    };
  },
  revoke: async ({ db, viewer, input, call, fail }) => {
    const clears = isInCookie(call) && input.id === viewer.sessionId;
    if (clears) call.checkCookie();
    if (!(await deleteSession(db, viewer.id, input.id))) fail("not_found");
    if (clears) call.keepInCookie(null);
    return null;
  },
  logout: async ({ db, viewer, call }) => {
    if (isInCookie(call)) call.checkCookie();
    await deleteSession(db, viewer.id, viewer.sessionId);
    if (isInCookie(call)) call.keepInCookie(null);
    return null;
  },
  logoutEverywhere: async ({ db, viewer, call }) => {
    if (isInCookie(call)) call.checkCookie();
    await retried(() => deleteSessions(db, viewer.id));
    if (isInCookie(call)) call.keepInCookie(null);
    return null;
  },
});
