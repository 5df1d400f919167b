import { type Kysely, sql } from "kysely";

/** What a refresh token that comes again needs to get the same successor, and to be told from a copy. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The successor is made of the token itself and the salt: neither the one here nor a hash beside it gives it away.
  await sql`
    alter table refresh_token
      add column successor_salt bytea check (octet_length(successor_salt) = 32),
      add column device bytea check (octet_length(device) = 32),
      add column answered_at timestamptz(3),
      add column received_at timestamptz(3)`.execute(db);
  // Emptied by the first use, which shows that the answer arrived that brought both tokens.
  await sql`alter table access_token add column proves_receipt_of bytea`.execute(db);
}
