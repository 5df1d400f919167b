import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** One mail that is to go out. */
export interface MailEntry {
  /** The event's that asked for it. */
  readonly id: string;
  readonly kind: string;
  readonly accountId: number;
  readonly email: string;
  /** How many of a kind go out in an hour, to one account and to one address. */
  readonly maxPerHour: number;
}

const keptDays = 1;
const maxExpired = 20;
const recipientLock = 8788;

const fingerprintOf = (email: string) => createHash("sha256").update(email.toLowerCase()).digest();

/** Forgets mails of yesterday, at most `max` of them. */
export const deleteOldMail = (tx: Db, max: number) =>
  tx
    .deleteFrom("mail")
    .where(({ eb, selectFrom }) =>
      eb(
        "id",
        "in",
        selectFrom("mail as old")
          .select("old.id")
          .where("old.created_at", "<", sql<string>`now() - make_interval(days => ${sql.lit(keptDays)})`)
          .orderBy("old.created_at")
          .limit(max)
          .forUpdate()
          .skipLocked(),
      ),
    )
    .execute();

const countLately = async (tx: Db, { kind, accountId }: MailEntry, recipient: Uint8Array): Promise<number> =>
  (
    await tx
      .selectFrom("mail")
      .select(({ fn }) => fn.countAll<number>().as("mails"))
      .where("kind", "=", kind)
      .where("created_at", ">", sql<string>`now() - interval '1 hour'`)
      .where(({ eb, or }) => or([eb("account_id", "=", accountId), eb("recipient", "=", recipient)]))
      .executeTakeFirst()
  )?.mails ?? 0;

/**
 * Opens a mail before it is written. @returns false when it went out already, or when the account or the address got
 * enough of its kind within the hour.
 */
export async function openMail(tx: Db, entry: MailEntry): Promise<boolean> {
  const known = await tx.selectFrom("mail").select("sent_at").where("id", "=", entry.id).executeTakeFirst();
  if (known !== undefined) return known.sent_at === null;
  const recipient = fingerprintOf(entry.email);
  // Two accounts may write to one address at once.
  await sql`select pg_advisory_xact_lock(${sql.lit(recipientLock)}, ${recipient.readInt32BE(0)})`.execute(tx);
  if ((await countLately(tx, entry, recipient)) >= entry.maxPerHour) return false;
  await deleteOldMail(tx, maxExpired);
  await tx
    .insertInto("mail")
    .values({ id: entry.id, kind: entry.kind, account_id: entry.accountId, recipient })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return true;
}

/** The mail is on its way. */
export const markSent = (db: Db, id: string) =>
  db.updateTable("mail").set({ sent_at: sql<string>`now()` }).where("id", "=", id).execute();

/** Who is told what happened to an account, suspended or not. */
export const findAddressee = (db: Db, id: number) =>
  db.selectFrom("account").select(["email", "username"]).where("id", "=", id).executeTakeFirst();

/** The account that asked for a new password. */
export const findByAddress = (db: Db, email: string) =>
  db
    .selectFrom("account")
    .select("id")
    .where(({ eb, fn, val }) => eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])))
    .executeTakeFirst();
