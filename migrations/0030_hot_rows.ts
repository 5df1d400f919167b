import { type Kysely, sql } from "kysely";

// A lock and the change of the same row in one statement can deadlock with others that wait for this row: the change looks for
// the row as the statement's snapshot saw it, and queues behind them. Hence two statements, or, for one row, the change alone.
const lockAccounts = (ids: string) => `
      perform from account where id in (${ids}) order by id for no key update;`;

const functions = [
  `create or replace function favourites_changed() returns trigger language plpgsql as $$
  declare
    step bigint := case tg_op when 'INSERT' then 1 else -1 end;
    rows_changed bigint;
    one_article bigint;
    one_account bigint;
  begin
    select count(*), min(article_id), min(account_id) into rows_changed, one_article, one_account from changed;
    if rows_changed = 1 then
      update article set favourites_count = favourites_count + step where id = one_article;
      update account set favourites_count = favourites_count + step where id = one_account;
    elsif rows_changed > 1 then
      perform from article where id in (select article_id from changed) order by id for no key update;
      update article set favourites_count = favourites_count + n * step
        from (select article_id, count(*) as n from changed group by article_id) by_article
        where id = article_id;
      ${lockAccounts("select account_id from changed")}
      update account set favourites_count = favourites_count + n * step
        from (select account_id, count(*) as n from changed group by account_id) by_account
        where id = account_id;
    end if;
    return null;
  end $$`,
  `create or replace function article_inserted() returns trigger language plpgsql as $$
  declare
    rows_added bigint;
    one_author bigint;
  begin
    select count(*), min(author_id) into rows_added, one_author from added;
    if rows_added = 0 then
      return null;
    end if;
    insert into article_tag (tag, article_id) select unnest(tag_list), id from added;
    perform count_tags(array_agg(used), '{}') from added, unnest(tag_list) used having count(*) > 0;
    if rows_added = 1 then
      update account set articles_count = articles_count + 1 where id = one_author;
    else
      ${lockAccounts("select author_id from added")}
      update account set articles_count = articles_count + n
        from (select author_id, count(*) as n from added group by author_id) by_author
        where id = author_id;
    end if;
    update article_total set articles = articles + rows_added where slot = pg_backend_pid() % 16;
    return null;
  end $$`,
  `create or replace function article_deleted() returns trigger language plpgsql as $$
  declare
    rows_removed bigint;
    one_author bigint;
  begin
    select count(*), min(author_id) into rows_removed, one_author from removed;
    if rows_removed = 0 then
      return null;
    end if;
    delete from article_tag using removed where article_id = removed.id and tag = any (removed.tag_list);
    perform count_tags('{}', array_agg(used)) from removed, unnest(tag_list) used having count(*) > 0;
    if rows_removed = 1 then
      update account set articles_count = articles_count - 1 where id = one_author;
    else
      ${lockAccounts("select author_id from removed")}
      update account set articles_count = articles_count - n
        from (select author_id, count(*) as n from removed group by author_id) by_author
        where id = author_id;
    end if;
    update article_total set articles = articles - rows_removed where slot = pg_backend_pid() % 16;
    return null;
  end $$`,
];

/** Counters of rows that many change at once, without deadlocks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of functions) await sql.raw(statement).execute(db);
}
