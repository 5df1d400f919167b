import type { Db } from "../database/index.ts";
import type { Viewer } from "./context.ts";

/** Whether the caller's session or key is still valid, and their account still exists. */
export async function isStillSignedIn(db: Db, viewer: Viewer): Promise<boolean> {
  const found =
    viewer.kind === "session"
      ? db.selectFrom("session").select("id").where("id", "=", viewer.sessionId)
      : db.selectFrom("api_key").select("id").where("id", "=", viewer.keyId);
  return (await found.executeTakeFirst()) !== undefined;
}
