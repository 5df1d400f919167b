import { type Kysely, sql } from "kysely";

/** Articles, tags, favorites and comments. Ids increase with time, so lists page on them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article (
      id bigint generated always as identity primary key,
      author_id bigint not null references account on delete cascade,
      slug text not null constraint article_slug_key unique check (slug <> ''),
      title text not null check (title <> ''),
      description text not null,
      body text not null,
      tag_list text[] not null default '{}',
      favourites_count bigint not null default 0 check (favourites_count >= 0),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create index article_author_id_idx on article (author_id, id desc)`.execute(db);

  await sql`
    create table favourite (
      account_id bigint not null references account on delete cascade,
      article_id bigint not null references article on delete cascade,
      created_at timestamptz(3) not null default now(),
      primary key (account_id, article_id)
    )`.execute(db);
  await sql`create index favourite_article_id_idx on favourite (article_id)`.execute(db);

  await sql`
    create table comment (
      id bigint generated always as identity primary key,
      article_id bigint not null references article on delete cascade,
      author_id bigint not null references account on delete cascade,
      body text not null check (body <> ''),
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create index comment_article_id_idx on comment (article_id, id desc)`.execute(db);
  await sql`create index comment_author_id_idx on comment (author_id)`.execute(db);
}
