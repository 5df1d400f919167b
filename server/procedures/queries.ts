import type { Db } from "../database/index.ts";

/** Whether the account is still there. */
export const hasAccount = async (db: Db, id: number): Promise<boolean> =>
  (await db.selectFrom("account").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
