import { type Kysely, sql } from "kysely";

/** State that gives a retried refresh token the same successor and detects a copied token. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The successor is derived from the token and the salt: neither the salt nor a stored hash reveals it.
  await sql`
    alter table refresh_token
      add column successor_salt bytea check (octet_length(successor_salt) = 32),
      add column device bytea check (octet_length(device) = 32),
      add column answered_at timestamptz(3),
      add column received_at timestamptz(3)`.execute(db);
  // Cleared at first use, which proves that the response with both tokens arrived.
  await sql`alter table access_token add column proves_receipt_of bytea`.execute(db);
}
