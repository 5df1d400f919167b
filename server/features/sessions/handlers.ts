import { sessions } from "../../../shared/sessions.ts";
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
  revoke: async ({ viewer, input, call, fail, write }) => {
    const clears = isInCookie(call) && input.id === viewer.sessionId;
    if (clears) call.checkCookie();
    const written = await write(async (tx) => {
      if (!(await deleteSession(tx, viewer.id, input.id))) fail("not_found");
      return null;
    });
    if (clears) call.keepInCookie(null);
    return written;
  },
  logout: async ({ viewer, call, write }) => {
    if (isInCookie(call)) call.checkCookie();
    const written = await write(async (tx) => {
      await deleteSession(tx, viewer.id, viewer.sessionId);
      return null;
    });
    if (isInCookie(call)) call.keepInCookie(null);
    return written;
  },
  logoutEverywhere: async ({ viewer, call, write }) => {
    if (isInCookie(call)) call.checkCookie();
    const written = await write(async (tx) => {
      await deleteSessions(tx, viewer.id);
      return null;
    });
    if (isInCookie(call)) call.keepInCookie(null);
    return written;
  },
});
