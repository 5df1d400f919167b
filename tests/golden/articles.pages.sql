-- listArticlesOf: no filter
select "asked"."place", coalesce(owner.articles_count, 0)::bigint as "total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from unnest($1::text[]) with ordinality as asked(username, place)
  left join "account" as "owner" on lower(owner.username) = lower(asked.username)
  left join lateral (select id
  from (select article.id as id
  from article
  where article.author_id = owner.id
  order by article.id desc limit $2) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "asked"."place", "page"."id" desc;

-- listArticlesOf: all filters, after a cursor, for a viewer
select "asked"."place", coalesce((select count(*)
  from ( select
  from article
  where article.author_id = owner.id and article.tag_list @> array[$1] and exists (select
  from favourite
  where account_id = (select id
  from account
  where lower(username) = lower($2)) and article_id = article.id) limit 10000) counted), 0)::bigint as "total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from favourite
  where account_id = $3 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $4 and followed_id = "author"."id") as "following"
  from unnest($5::text[]) with ordinality as asked(username, place)
  left join "account" as "owner" on lower(owner.username) = lower(asked.username)
  left join lateral (select id
  from (select article.id as id
  from article
  where article.author_id = owner.id and article.tag_list @> array[$6] and exists (select
  from favourite
  where account_id = (select id
  from account
  where lower(username) = lower($7)) and article_id = article.id) and article.id < $8
  order by article.id desc limit $9) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "asked"."place", "page"."id" desc;

-- listArticles: no filter
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select sum(articles)::bigint
  from article_total), 0)::bigint as total) as "matching"
  left join (select id
  from (select article.id as id
  from article
  order by article.id desc limit $1) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: no filter, after a cursor, for a viewer
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from favourite
  where account_id = $1 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $2 and followed_id = "author"."id") as "following"
  from (select coalesce((select sum(articles)::bigint
  from article_total), 0)::bigint as total) as "matching"
  left join (select id
  from (select article.id as id
  from article
  where article.id < $3
  order by article.id desc limit $4) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: by tag
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select articles_count
  from tag
  where name = $1), 0)::bigint as total) as "matching"
  left join (select id
  from (select article_tag.article_id as id
  from article_tag
  where article_tag.tag = $2
  order by article_tag.article_id desc limit $3) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: by author
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select articles_count
  from account
  where lower(username) = lower($1)), 0)::bigint as total) as "matching"
  left join (select id
  from (select article.id as id
  from article
  where article.author_id = (select id
  from account
  where lower(username) = lower($2))
  order by article.id desc limit $3) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: by favourite
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select favourites_count
  from account
  where lower(username) = lower($1)), 0)::bigint as total) as "matching"
  left join (select id
  from (select favourite.article_id as id
  from favourite
  where favourite.account_id = (select id
  from account
  where lower(username) = lower($2))
  order by favourite.article_id desc limit $3) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: by tag and author
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select count(*)
  from ( select
  from article
  where article.author_id = (select id
  from account
  where lower(username) = lower($1)) and article.tag_list @> array[$2] limit 10000) counted), 0)::bigint as total) as "matching"
  left join (select id
  from (select article.id as id
  from article
  where article.author_id = (select id
  from account
  where lower(username) = lower($3)) and article.tag_list @> array[$4] and article.id < $5
  order by article.id desc limit $6) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listArticles: by tag, author and favourite
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", false as "favorited", false as "following"
  from (select coalesce((select count(*)
  from ( select
  from favourite
  where favourite.account_id = (select id
  from account
  where lower(username) = lower($1)) and exists (select
  from article
  where id = favourite.article_id and author_id = (select id
  from account
  where lower(username) = lower($2))) and exists (select
  from article
  where id = favourite.article_id and article.tag_list @> array[$3]) limit 10000) counted), 0)::bigint as total) as "matching"
  left join (select id
  from (select favourite.article_id as id
  from favourite
  where favourite.account_id = (select id
  from account
  where lower(username) = lower($4)) and exists (select
  from article
  where id = favourite.article_id and author_id = (select id
  from account
  where lower(username) = lower($5))) and exists (select
  from article
  where id = favourite.article_id and article.tag_list @> array[$6])
  order by favourite.article_id desc limit $7) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listFeed: first page
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from favourite
  where account_id = $1 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $2 and followed_id = "author"."id") as "following"
  from (select coalesce(( select sum(articles_count)
  from follow join account on account.id = follow.followed_id
  where follow.follower_id = $3), 0)::bigint as total) as "matching"
  left join (select id
  from ( select newest.id
  from follow cross join lateral ( select id
  from article
  where author_id = follow.followed_id
  order by id desc limit $4 ) newest
  where follow.follower_id = $5
  order by newest.id desc limit $6) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;

-- listFeed: after a cursor
select "matching"."total", "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from favourite
  where account_id = $1 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $2 and followed_id = "author"."id") as "following"
  from (select coalesce(( select sum(articles_count)
  from follow join account on account.id = follow.followed_id
  where follow.follower_id = $3), 0)::bigint as total) as "matching"
  left join (select id
  from ( select newest.id
  from follow cross join lateral ( select id
  from article
  where author_id = follow.followed_id and id < $4
  order by id desc limit $5 ) newest
  where follow.follower_id = $6
  order by newest.id desc limit $7) listed limit 21) as "page" on true
  left join "article" on "article"."id" = "page"."id"
  left join "account" as "author" on "author"."id" = "article"."author_id"
  order by "page"."id" desc;
