import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** A mail to send. */
export interface MailEntry {
  /** Id of the event that requested it. */
  readonly id: string;
  readonly kind: string;
  readonly accountId: number;
  readonly email: string;
  /** Maximum mails of a kind per hour, to one account and to one address. */
  readonly maxPerHour: number;
}

const keptDays = 1;
const maxExpired = 20;
const recipientLock = 8788;

const fingerprintOf = (email: string) => createHash("sha256").update(email.toLowerCase()).digest();

/** Deletes up to `max` mail records older than a day. */
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
 * Records a mail before it is written.
 * @returns false when it was already sent, or when the account or the address reached the hourly limit of its kind.
 */
export async function openMail(tx: Db, entry: MailEntry): Promise<boolean> {
  const known = await tx.selectFrom("mail").select("sent_at").where("id", "=", entry.id).executeTakeFirst();
  if (known !== undefined) return known.sent_at === null;
  const recipient = fingerprintOf(entry.email);
  // Two accounts may send to one address concurrently.
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

/** Marks a mail as sent. */
export const markSent = (db: Db, id: string) =>
  db.updateTable("mail").set({ sent_at: sql<string>`now()` }).where("id", "=", id).execute();

/** Recipient of a notice, suspended or not. */
export const findAddressee = (db: Db, id: number) =>
  db.selectFrom("account").select(["email", "username"]).where("id", "=", id).executeTakeFirst();

/** The account that requested a password reset. */
export const findByAddress = (db: Db, email: string) =>
  db
    .selectFrom("account")
    .select("id")
    .where(({ eb, fn, val }) => eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])))
    .executeTakeFirst();
