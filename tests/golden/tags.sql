-- listTags
select coalesce(json_agg(used.name), '[]') as "names"
  from (select "name"
  from "tag"
  where "articles_count" > 0
  order by "articles_count" desc, "name" limit 10000) as "used";
