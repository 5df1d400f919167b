import { type Kysely, sql } from "kysely";

const tables = [
  sql`
    create table tag (
      name text primary key,
      articles_count bigint not null default 0 check (articles_count >= 0)
    )`,
  sql`create index tag_articles_count_idx on tag (articles_count desc, name) where articles_count > 0`,
  // Derived from article.tag_list by triggers, in the order that lists read it, hence without foreign keys.
  sql`create table article_tag (tag text, article_id bigint, primary key (tag, article_id))`,
  // The count of all articles is split over slots, so that concurrent authors do not contend for one row.
  sql`create table article_total (slot smallint primary key, articles bigint not null default 0)`,
  sql`insert into article_total (slot) select generate_series(0, 15)`,
];

// Rows are locked in key order, so that two statements cannot deadlock.
const functions = [
  // The first pass includes deleted rows unchanged, so that all rows are locked in one order.
  sql`
    create function count_tags(gained text[], lost text[]) returns void language plpgsql as $$
    begin
      insert into tag as t (name, articles_count)
        select used, sum(step) from (
          select unnest(gained) as used, 1 as step union all select unnest(lost), 0
        ) uses group by used order by used
        on conflict (name) do update set articles_count = t.articles_count + excluded.articles_count;
      update tag set articles_count = articles_count - n
        from (select used, count(*) as n from unnest(lost) used group by used) uses
        where name = used;
    end $$`,
  sql`
    create function article_inserted() returns trigger language plpgsql as $$
    begin
      insert into article_tag (tag, article_id) select unnest(tag_list), id from added;
      perform count_tags(array_agg(used), '{}') from added, unnest(tag_list) used having count(*) > 0;
      update account set articles_count = articles_count + n
        from (
          select id, n from account
            join (select author_id, count(*) as n from added group by author_id) by_author on author_id = id
            order by id for no key update of account
        ) locked
        where account.id = locked.id;
      update article_total set articles = articles + (select count(*) from added)
        where slot = pg_backend_pid() % 16;
      return null;
    end $$`,
  sql`
    create function article_deleted() returns trigger language plpgsql as $$
    begin
      delete from article_tag using removed where article_id = removed.id and tag = any (removed.tag_list);
      perform count_tags('{}', array_agg(used)) from removed, unnest(tag_list) used having count(*) > 0;
      update account set articles_count = articles_count - n
        from (
          select id, n from account
            join (select author_id, count(*) as n from removed group by author_id) by_author on author_id = id
            order by id for no key update of account
        ) locked
        where account.id = locked.id;
      update article_total set articles = articles - (select count(*) from removed)
        where slot = pg_backend_pid() % 16;
      return null;
    end $$`,
  sql`
    create function article_tags_changed() returns trigger language plpgsql as $$
    begin
      delete from article_tag where article_id = new.id and tag = any (old.tag_list) and tag <> all (new.tag_list);
      insert into article_tag (tag, article_id)
        select used, new.id from unnest(new.tag_list) used where used <> all (old.tag_list);
      perform count_tags(
        array(select unnest(new.tag_list) except select unnest(old.tag_list)),
        array(select unnest(old.tag_list) except select unnest(new.tag_list)));
      return null;
    end $$`,
  sql`
    create function favourites_changed() returns trigger language plpgsql as $$
    declare step bigint := case tg_op when 'INSERT' then 1 else -1 end;
    begin
      update article set favourites_count = favourites_count + n * step
        from (
          select id, n from article
            join (select article_id, count(*) as n from changed group by article_id) by_article on article_id = id
            order by id for no key update of article
        ) locked
        where article.id = locked.id;
      update account set favourites_count = favourites_count + n * step
        from (
          select id, n from account
            join (select account_id, count(*) as n from changed group by account_id) by_account on account_id = id
            order by id for no key update of account
        ) locked
        where account.id = locked.id;
      return null;
    end $$`,
];

const triggers = [
  sql`
    create trigger article_inserted after insert on article
      referencing new table as added for each statement execute function article_inserted()`,
  sql`
    create trigger article_deleted after delete on article
      referencing old table as removed for each statement execute function article_deleted()`,
  sql`
    create trigger article_tags_changed after update of tag_list on article
      for each row when (old.tag_list is distinct from new.tag_list) execute function article_tags_changed()`,
  sql`
    create trigger favourites_added after insert on favourite
      referencing new table as changed for each statement execute function favourites_changed()`,
  sql`
    create trigger favourites_removed after delete on favourite
      referencing old table as changed for each statement execute function favourites_changed()`,
];

/**
 * Denormalized counts and the tag index, maintained by triggers, so that any writer keeps them consistent and a read
 * costs one row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...functions, ...triggers]) await statement.execute(db);
}
