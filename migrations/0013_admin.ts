import { type Kysely, sql } from "kysely";

/** Indexes for the admins' search of accounts and audit entries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index account_username_prefix_idx on account (lower(username) text_pattern_ops)`.execute(db);
  await sql`create index account_email_prefix_idx on account (lower(email) text_pattern_ops)`.execute(db);
  // Partial indexes: few accounts qualify, the others cost nothing.
  await sql`create index account_staff_idx on account (role, id desc) where role <> 'member'`.execute(db);
  await sql`create index account_suspended_idx on account (id desc) where suspended_at is not null`.execute(db);

  await sql`create index audit_actor_id_idx on audit (actor_id, id desc) where actor_id is not null`.execute(db);
  await sql`create index audit_action_idx on audit (action, id desc)`.execute(db);
}
