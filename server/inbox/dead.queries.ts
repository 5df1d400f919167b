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

const listed = (db: Db, max: number) =>
  db
    .selectFrom("inbox_dead")
    .select(["source", "id", "type", "reason", "content_type as contentType", "body", "attempts", "dead_at as deadAt"])
    .limit(max);

/** Lists dead letters, the latest first. */
export const listDeadMessages = (db: Db, { max }: { readonly max: number }) =>
  listed(db, max).orderBy("dead_at", "desc").execute();

/** The time of the database's clock, as dead letters have it. */
export async function readDeadClock(db: Db): Promise<string> {
  const { rows } = await sql<{ now: string }>`select now()::timestamptz(3) as now`.execute(db);
  return rows[0]?.now ?? "";
}

/** A page of dead letters. */
export interface DeadPage {
  readonly max: number;
  /** Those that were given up until then: one that fails again meanwhile is later. */
  readonly until: string;
  /** The last letter of the page before. */
  readonly after: Pick<ListedDeadMessage, "source" | "id" | "deadAt"> | undefined;
}

/** Lists dead letters in the order in which they were given up. */
export const listDeadMessagesInOrder = (db: Db, { max, until, after }: DeadPage) =>
  listed(db, max)
    .where("dead_at", "<=", until)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(dead_at, source, id) > (${after?.deadAt}::timestamptz, ${after?.source}::text, ${after?.id}::text)`,
      ),
    )
    .orderBy("dead_at")
    .orderBy("source")
    .orderBy("id")
    .execute();

/** A dead letter as it is listed. */
export type ListedDeadMessage = Awaited<ReturnType<typeof listDeadMessages>>[number];
