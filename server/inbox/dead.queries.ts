import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** A message that was given up. */
export interface DeadMessage {
  /** `broker:` and the source's name. */
  readonly source: string;
  /** The CloudEvent's source and id, or a digest where they cannot be read. */
  readonly id: string;
  readonly type: string | null;
  readonly reason: string;
  readonly contentType: string | null;
  /** The stored part of the body; bytes that are not valid text are replaced. */
  readonly body: string;
}

/** Stores a dead letter; a redelivered one replaces itself. */
export async function insertDeadMessage(db: Db, message: DeadMessage): Promise<void> {
  const { source, id, type, reason, contentType, body } = message;
  await db
    .insertInto("inbox_dead")
    .values({ source, id, type, reason, content_type: contentType, body })
    .onConflict((conflict) =>
      conflict
        .columns(["source", "id"])
        .doUpdateSet({ reason, attempts: sql`inbox_dead.attempts + 1`, dead_at: sql`now()` }),
    )
    .execute();
}

/** Deletes a dead letter that was handled after all. */
export const deleteDeadMessage = (db: Db, { source, id }: Pick<DeadMessage, "source" | "id">) =>
  db.deleteFrom("inbox_dead").where("source", "=", source).where("id", "=", id).execute();

/** Lists dead letters, the latest first. */
export const listDeadMessages = (db: Db, { max }: { readonly max: number }) =>
  db
    .selectFrom("inbox_dead")
    .select(["source", "id", "type", "reason", "content_type as contentType", "body", "attempts", "dead_at as deadAt"])
    .orderBy("dead_at", "desc")
    .limit(max)
    .execute();
