-- listTags
select "name"
  from "tag"
  where "articles_count" > $1
  order by "articles_count" desc, "name" limit $2;
