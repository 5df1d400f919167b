// One handwritten prepared statement per endpoint, sessions included.

const author = "u.username, u.bio, u.image";
const article = "a.slug, a.title, a.description, a.tag_list, a.favourites_count, a.created_at, a.updated_at";
const total = "(select sum(articles) from article_total)";

/** Articles of a page. */
export const pageSize = 20;

/** Page size plus one, to detect a next page. A literal, since PostgreSQL would replan for each limit passed as a parameter. */
const rows = pageSize + 1;

/** Finds the viewer by session id ($1) and hash of the secret ($2); no row means anonymous. */
const viewer = `viewer as materialized (
  select account_id as id from session
    where id = $1 and secret_hash = $2 and kept_in = 'token'
      and last_used_at > now() - interval '14 days' and created_at > now() - interval '90 days')`;

const ofViewer = `
  exists (select from favourite f where f.account_id = viewer.id and f.article_id = a.id) as favorited,
  exists (select from follow f where f.follower_id = viewer.id and f.followed_id = u.id) as following`;

/** Prepared statements by name; parameters: none, `[session, hash]`, `[slug]` or `[username]`. */
export const statements = {
  list: `
    select ${total} as total, a.id, ${article}, ${author}, false as favorited, false as following
      from (select * from article order by id desc limit ${rows}) a join account u on u.id = a.author_id
      order by a.id desc`,
  listSignedIn: `
    with ${viewer}
    select ${total} as total, a.id, ${article}, ${author}, ${ofViewer}
      from viewer, (select * from article order by id desc limit ${rows}) a join account u on u.id = a.author_id
      order by a.id desc`,
  feed: `
    with ${viewer}
    select (select sum(articles_count) from follow join account on account.id = followed_id
        where follower_id = (select id from viewer)) as total, a.id, ${article}, ${author}, ${ofViewer}
      from (
          select newest.id from follow
            cross join lateral (
              select id from article where author_id = follow.followed_id order by id desc limit ${rows}) newest
            where follow.follower_id = (select id from viewer)
            order by newest.id desc limit ${rows}) page
        join article a on a.id = page.id
        join account u on u.id = a.author_id
        cross join viewer
      order by a.id desc`,
  article: `
    select ${article}, ${author}, false as favorited, false as following, a.body
      from article a join account u on u.id = a.author_id where a.slug = $1`,
  profile: `
    select u.username, u.bio, u.image, false as following from account u where lower(u.username) = lower($1)`,
  tags: `
    select coalesce(json_agg(name), '[]') as names
      from (select name from tag where articles_count > 0 order by articles_count desc, name limit 10000) used`,
} as const;

export type StatementName = keyof typeof statements;
