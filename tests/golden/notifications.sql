-- claimMail
select "sent_at"
  from "mail"
  where "id" = $1;
select pg_advisory_xact_lock(8788, $1);
select count(*) as "mails"
  from "mail"
  where "kind" = $1 and "created_at" > now() - interval '1 hour' and ("account_id" = $2 or "recipient" = $3);
delete
  from "mail"
  where "id" in (select "old"."id"
  from "mail" as "old"
  where "old"."created_at" < now() - make_interval(days => 1)
  order by "old"."created_at" limit $1 for update skip locked);
insert into "mail" ("id", "kind", "account_id", "recipient")
  values ($1, $2, $3, $4)
  on conflict ("id") do nothing;

-- deleteOldMail
delete
  from "mail"
  where "id" in (select "old"."id"
  from "mail" as "old"
  where "old"."created_at" < now() - make_interval(days => 1)
  order by "old"."created_at" limit $1 for update skip locked);

-- markSent
update "mail"
  set "sent_at" = now()
  where "id" = $1;

-- findAddressee
select "email", "username"
  from "account"
  where "id" = $1;

-- findByAddress
select "id"
  from "account"
  where lower("email") = lower($1);
