import { type Kysely, sql } from "kysely";

/** Documents of all collections, each an account's. Indexes over their fields come with each collection. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Never used twice: a revision that a client holds names nothing else once its document was deleted and made again.
  await sql`create sequence document_revision_seq`.execute(db);

  // json keeps what was written, the order of keys too; jsonb would sort them.
  await sql`
    create table document (
      id bigint generated always as identity,
      collection text collate "C" not null,
      account_id bigint not null references account on delete cascade,
      key text collate "C" not null check (octet_length(key) between 1 and 800),
      version integer not null check (version > 0),
      revision bigint not null default nextval('document_revision_seq'),
      body json not null,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      primary key (collection, account_id, key)
    )`.execute(db);
  await sql`create unique index document_account_id_idx on document (account_id, id desc)`.execute(db);
}
