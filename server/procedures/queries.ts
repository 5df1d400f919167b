import type { Db } from "../database/index.ts";
import type { Viewer } from "./context.ts";

/** Whether the session or key that somebody calls by has not been ended meanwhile, with their account or by itself. */
export async function isStillOpen(db: Db, viewer: Viewer): Promise<boolean> {
  const found =
    viewer.kind === "session"
      ? db.selectFrom("session").select("id").where("id", "=", viewer.sessionId)
      : db.selectFrom("api_key").select("id").where("id", "=", viewer.keyId);
  return (await found.executeTakeFirst()) !== undefined;
}
