import { sessions } from "../../../shared/sessions.ts";
import { recordAudit } from "../../audit/index.ts";
import { type Db, transaction } from "../../database/index.ts";
import { type Call, implement, type SessionViewer } from "../../procedures/index.ts";
import type { RegisteredApp } from "../../providers/oauth-clients.ts";
import { lockCaller, notify, revoke } from "../credentials/index.ts";
import { openApp, type ReusedFamily, rotate } from "./app-sessions.ts";
import { deleteSession, findSessionDetails, listSessions } from "./queries.ts";
import { reauthenticate } from "./reauthenticate.ts";

const isInCookie = ({ credential }: Call) => credential?.keptIn === "cookie";

type Row = Awaited<ReturnType<typeof listSessions>>[number];

/** A session in its owner's view. */
const present = (row: Row, { sessionId }: Pick<SessionViewer, "sessionId">, apps: readonly RegisteredApp[]) => ({
  id: row.id,
  keptIn: row.kept_in,
  // An app that is no longer registered is shown by its id.
  app: apps.find(({ id }) => id === row.app_id)?.name ?? row.app_id,
  userAgent: row.user_agent,
  methods: row.methods,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  current: row.id === sessionId,
});

const endFamily = (db: Db, call: Call, { sessionId, accountId }: ReusedFamily) =>
  transaction(db, async (tx) => {
    if ((await revoke(tx, accountId, { only: sessionId })).endedSessions === 0) return;
    await recordAudit(tx, call, { action: "refresh_token.reused", actorId: null, accountId, details: { sessionId } });
    await notify(tx, accountId, "refresh_token_reused");
  });

export const sessionHandlers = implement(sessions, {
  openApp: ({ viewer, fail, write }) =>
    write(async (tx) => (await openApp(tx, viewer.sessionId)) ?? fail("not_a_token")),
  refresh: async ({ db, input, call, fail, write }) => {
    let reused: ReusedFamily | undefined;
    try {
      return await write(async (tx) => {
        const outcome = await rotate(tx, input.refreshToken, { clientId: input.clientId, userAgent: call.userAgent });
        if (outcome !== undefined && "accessToken" in outcome) return outcome;
        reused = outcome;
        return fail("refresh_refused");
      });
    } finally {
      // Outside the refused transaction, which is rolled back.
      if (reused !== undefined) await endFamily(db, call, reused);
    }
  },
  reauthenticate,
  current: async ({ db, apps, viewer, fail }) => {
    const row = (await findSessionDetails(db, viewer.id, viewer.sessionId)) ?? fail("not_found");
    return { session: present(row, viewer, apps), isFresh: viewer.isFresh };
  },
  list: async ({ db, apps, viewer }) => ({
    sessions: (await listSessions(db, viewer.id)).map((row) => present(row, viewer, apps)),
  }),
  revoke: async ({ viewer, input, call, fail, write }) => {
    const clears = isInCookie(call) && input.id === viewer.sessionId;
    if (clears) call.checkCookie();
    const written = await write(async (tx) => {
      await lockCaller(tx, viewer);
      if ((await revoke(tx, viewer.id, { only: input.id })).endedSessions === 0) fail("not_found");
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
      await lockCaller(tx, viewer);
      await revoke(tx, viewer.id, { allBut: viewer.sessionId });
      return null;
    }),
  logoutEverywhere: async ({ viewer, call, write }) => {
    if (isInCookie(call)) call.checkCookie();
    const written = await write(async (tx) => {
      await lockCaller(tx, viewer);
      await revoke(tx, viewer.id, "all");
      return null;
    });
    if (isInCookie(call)) call.keepInCookie(null);
    return written;
  },
});
