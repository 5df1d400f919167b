import { type Kysely, sql } from "kysely";

/**
 * One credential version per account. A revocation increments it and invalidates everything pending that started
 * under an older one. Rows of the previous release, which has no versions, count as version one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      add column credential_version bigint not null default 1 check (credential_version > 0),
      add column credentials_changed_at timestamptz(3)`.execute(db);

  // Sessions outlive a deployment: those without a version (0) get the current one.
  await sql`
    alter table session add column credential_version bigint not null default 1 check (credential_version > 0)`.execute(
    db,
  );
  await sql`alter table session alter column credential_version set default 0`.execute(db);
  await sql`
    create function session_credential_version() returns trigger language plpgsql as $$
    begin
      select credential_version into new.credential_version from account where id = new.account_id;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger session_credential_version before insert on session
      for each row when (new.credential_version = 0) execute function session_credential_version()`.execute(db);

  for (const table of ["mail_token", "authorization_code", "oauth_transaction", "passkey_ceremony", "totp"])
    await sql`alter table ${sql.table(table)} add column credential_version bigint not null default 1`.execute(db);
}
