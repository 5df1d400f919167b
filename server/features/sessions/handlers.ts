import { sessions } from "../../../shared/sessions.ts";
import { implement } from "../../procedures/index.ts";
import { deleteSession, deleteSessions, listSessions } from "./queries.ts";

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
    if (!(await deleteSession(db, viewer.id, input.id))) fail("not_found");
    if (input.id === viewer.sessionId && call.credential?.keptIn === "cookie") call.keepInCookie(null);
    return null;
  },
  logout: async ({ db, viewer, call }) => {
    await deleteSession(db, viewer.id, viewer.sessionId);
    if (call.credential?.keptIn === "cookie") call.keepInCookie(null);
    return null;
  },
  logoutEverywhere: async ({ db, viewer, call }) => {
    await deleteSessions(db, viewer.id);
    if (call.credential?.keptIn === "cookie") call.keepInCookie(null);
    return null;
  },
});
