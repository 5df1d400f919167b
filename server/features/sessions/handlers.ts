import { sessions } from "../../../shared/sessions.ts";
import { recordAudit } from "../../audit/index.ts";
import { type Db, transaction } from "../../database/index.ts";
import { type Call, implement } from "../../procedures/index.ts";
import { openApp, type ReusedFamily, rotate } from "./apps.ts";
import { deleteSession, deleteSessions, findPasswordHash, listSessions } from "./queries.ts";
import { renewSession } from "./renew.ts";

const isInCookie = ({ credential }: Call) => credential?.keptIn === "cookie";

const endFamily = (db: Db, call: Call, { sessionId, accountId }: ReusedFamily) =>
  transaction(db, async (tx) => {
    if (!(await deleteSession(tx, accountId, sessionId))) return;
    await recordAudit(tx, call, { action: "refresh_token.reused", actorId: null, accountId, details: { sessionId } });
  });

export const sessionHandlers = implement(sessions, {
  openApp: ({ viewer, fail, write }) =>
    write(async (tx) => (await openApp(tx, viewer.sessionId)) ?? fail("not_a_token")),
  refresh: async ({ db, input, call, fail, write }) => {
    let reused: ReusedFamily | undefined;
    try {
      return await write(async (tx) => {
        const outcome = await rotate(tx, input.refreshToken);
        if (outcome !== undefined && "accessToken" in outcome) return outcome;
        reused = outcome;
        return fail("refresh_refused");
      });
    } finally {
      // Beside the refusal, which takes back all that its own transaction did.
      if (reused !== undefined) await endFamily(db, call, reused);
    }
  },
  reauthenticate: async ({ db, passwords, viewer, input, call, fail, write }) => {
    const inCookie = isInCookie(call);
    if (inCookie) call.checkCookie();
    const passwordHash = await findPasswordHash(db, viewer.id);
    if (!(await passwords.verify(input.password, passwordHash)) || passwordHash === null) return fail("credentials");
    let token = "";
    const written = await write(async (tx) => {
      token =
        (await renewSession(tx, { sessionId: viewer.sessionId, methods: ["pwd"], passwordHash })) ??
        fail("credentials");
      await recordAudit(tx, call, {
        action: "session.reauthenticated",
        actorId: viewer.id,
        accountId: viewer.id,
        details: { sessionId: viewer.sessionId, method: "pwd" },
      });
      return { token: inCookie ? null : token };
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  },
  list: async ({ db, viewer }) => {
    const rows = await listSessions(db, viewer.id);
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        keptIn: row.kept_in,
        userAgent: row.user_agent,
        methods: row.methods,
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
  logoutOthers: ({ viewer, write }) =>
    write(async (tx) => {
      await deleteSessions(tx, viewer.id, viewer.sessionId);
      return null;
    }),
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
