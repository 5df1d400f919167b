import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** The record of a mail, stored before it is sent: it prevents a second sending, and counts for the hourly limit. */
export interface MailEntry {
  /** Id of the event that requested it. */
  readonly id: string;
  readonly kind: string;
  readonly accountId: number;
  readonly email: string;
  /** Maximum number of mails of this kind per hour, counted for the account and for the address. */
  readonly maxPerHour: number;
}

/** Longer than the hour that {@link claimMail} counts. */
const retentionDays = 1;
const maxDeletedAtOnce = 20;
/** First key of the advisory locks on recipients. */
const recipientLockSpace = 8788;

const hashOf = (email: string) => createHash("sha256").update(email.toLowerCase()).digest();

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
          .where("old.created_at", "<", sql<string>`now() - make_interval(days => ${sql.lit(retentionDays)})`)
          .orderBy("old.created_at")
          .limit(max)
          .forUpdate()
          .skipLocked(),
      ),
    )
    .execute();

const countLastHour = async (tx: Db, { kind, accountId }: MailEntry, recipient: Uint8Array): Promise<number> =>
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
 * Claims a mail before it is written. A retry of its job claims it again.
 * @returns false when it was already sent, or when the account or the address reached the hourly limit of its kind.
 */
export async function claimMail(tx: Db, entry: MailEntry): Promise<boolean> {
  const claimed = await tx.selectFrom("mail").select("sent_at").where("id", "=", entry.id).executeTakeFirst();
  if (claimed !== undefined) return claimed.sent_at === null;
  const recipient = hashOf(entry.email);
  // Two accounts may send to one address concurrently.
  await sql`select pg_advisory_xact_lock(${sql.lit(recipientLockSpace)}, ${recipient.readInt32BE(0)})`.execute(tx);
  if ((await countLastHour(tx, entry, recipient)) >= entry.maxPerHour) return false;
  await deleteOldMail(tx, maxDeletedAtOnce);
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

/** The account with this address, in any case of letters. */
export const findByAddress = (db: Db, email: string) =>
  db
    .selectFrom("account")
    .select("id")
    .where(({ eb, fn, val }) => eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])))
    .executeTakeFirst();
