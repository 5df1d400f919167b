// One handwritten prepared statement a write: session, change, event and response in one implicit transaction.

/** Finds the viewer by session id ($1) and hash of the secret ($2); no row means anonymous. */
export const viewer = `viewer as materialized (
  select account.id, username, bio, image from session join account on account.id = session.account_id
    where session.id = $1 and secret_hash = $2 and kept_in = 'token' and suspended_at is null
      and session.credential_version = account.credential_version
      and last_used_at > now() - interval '14 days' and session.created_at > now() - interval '90 days')`;

/** Finds an article by slug ($3). */
export const articleBySlug = "target as materialized (select * from article where slug = $3 for key share)";
const accountByName =
  "target as materialized (select id, username, bio, image from account where lower(username) = lower($3) for key share)";

/** Appends an event; readers of the floor's database there are none. */
export const logged = (name: string, key: string, fields: string, from: string) => `logged as (
  insert into event_pending (name, event_key, is_public, payload)
    select '${name}', ${key}, true, jsonb_build_object(${fields}) from ${from})`;

const article = "a.slug, a.title, a.description, a.body, a.tag_list, a.created_at, a.updated_at";
const author = "u.username, u.bio, u.image";
const isFollowed =
  "exists (select from follow f where f.follower_id = viewer.id and f.followed_id = u.id) as following";
const isFavorite =
  "exists (select from favourite f where f.account_id = viewer.id and f.article_id = a.id) as favorited";
const articleFacts = (row: string) => `'articleId', ${row}.id, 'slug', ${row}.slug, 'authorId', ${row}.author_id`;

/** Prepared statements by name; after session and hash: `[slug or username]`, then the fields of the body. */
export const writeStatements = {
  favorite: `
    with ${viewer}, ${articleBySlug},
      added as (
        insert into favourite (account_id, article_id) select viewer.id, target.id from target, viewer
          on conflict do nothing returning article_id),
      ${logged(
        "article.favorited",
        "'articleId:' || target.id",
        `${articleFacts("target")}, 'author', u.username, 'accountId', viewer.id, 'username', viewer.username`,
        "added, viewer, target join account u on u.id = target.author_id",
      )}
    select ${article}, a.favourites_count + (select count(*) from added) as favourites_count, ${author},
        true as favorited, ${isFollowed}
      from viewer, target a join account u on u.id = a.author_id`,
  unfavorite: `
    with ${viewer}, ${articleBySlug},
      removed as (
        delete from favourite using viewer, target where account_id = viewer.id and article_id = target.id
          returning article_id)
    select ${article}, a.favourites_count - (select count(*) from removed) as favourites_count, ${author},
        false as favorited, ${isFollowed}
      from viewer, target a join account u on u.id = a.author_id`,
  follow: `
    with ${viewer}, ${accountByName},
      added as (
        insert into follow (follower_id, followed_id) select viewer.id, target.id from target, viewer
          on conflict do nothing returning followed_id),
      ${logged(
        "profile.followed",
        "'followedId:' || target.id",
        "'followerId', viewer.id, 'follower', viewer.username, 'followedId', target.id, 'followed', target.username",
        "added, viewer, target",
      )}
    select ${author}, true as following from target u, viewer`,
  unfollow: `
    with ${viewer}, ${accountByName},
      removed as (delete from follow using viewer, target where follower_id = viewer.id and followed_id = target.id)
    select ${author}, false as following from target u, viewer`,
  publish: `
    with ${viewer},
      added as (
        insert into article (author_id, slug, title, description, body, tag_list)
          select id, $3, $4, $5, $6, $7 from viewer returning *),
      ${logged(
        "article.published",
        "'articleId:' || added.id",
        `${articleFacts("added")}, 'author', username`,
        "added, viewer",
      )}
    select ${article}, a.favourites_count, ${author}, false as favorited, false as following from added a, viewer u`,
  update: `
    with ${viewer},
      changed as (
        update article set body = $4, updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
          from viewer where slug = $3 and author_id = viewer.id returning article.*),
      ${logged(
        "article.updated",
        "'articleId:' || changed.id",
        `${articleFacts("changed")}, 'author', username, 'formerSlug', null`,
        "changed, viewer",
      )}
    select ${article}, a.favourites_count, ${author}, ${isFavorite}, false as following
      from changed a, viewer, viewer u`,
} as const;

export type WriteName = keyof typeof writeStatements;
