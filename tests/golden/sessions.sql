-- insertSession
insert into "session" ("id", "account_id", "secret_hash", "kept_in", "user_agent", "methods")
  values ($1, $2, $3, $4, $5, $6);

-- trimSessions
delete
  from "session"
  where "account_id" = $1 and (not session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90) or "id" in (select "newer"."id"
  from "session" as "newer"
  where "newer"."account_id" = $2
  order by "newer"."created_at" desc, "newer"."id" offset $3));

-- listValidSessions
select "session"."id", "session"."account_id", "account"."username", "account"."role", "account"."credential_version", session.authenticated_at > now() - make_interval(mins => 10) as "fresh"
  from "session"
  inner join "account" on "account"."id" = "session"."account_id"
  where "session"."id" = any($1::uuid[]) and "account"."suspended_at" is null and session.credential_version = account.credential_version and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90);

-- findSession
select "session"."secret_hash", "session"."account_id", "account"."username", "account"."role", "account"."credential_version", session.last_used_at < now() - interval '1 hour' as "unmarked", session.authenticated_at > now() - make_interval(mins => 10) as "fresh"
  from "session"
  inner join "account" on "account"."id" = "session"."account_id"
  where "session"."id" = $1 and "session"."kept_in" = $2 and "account"."suspended_at" is null and session.credential_version = account.credential_version and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90);

-- markUsed
update "session"
  set "last_used_at" = now()
  where "id" = $1;

-- findSessionDetails
select "id", "kept_in", "app_id", "user_agent", "methods", "created_at", "last_used_at", least( session.last_used_at + make_interval(days => 14), session.created_at + make_interval(days => 90)) as "expires_at"
  from "session"
  where "account_id" = $1 and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90) and "id" = $2;

-- listSessions
select "id", "kept_in", "app_id", "user_agent", "methods", "created_at", "last_used_at", least( session.last_used_at + make_interval(days => 14), session.created_at + make_interval(days => 90)) as "expires_at"
  from "session"
  where "account_id" = $1 and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90)
  order by "created_at" desc, "id" limit $2;

-- deleteSession
delete
  from "session"
  where "account_id" = $1 and "id" = $2;

-- findPasswordHash
select "password_hash"
  from "account"
  where "id" = $1;

-- renew
update "session"
  set "secret_hash" = $1, "authenticated_at" = now(), "last_used_at" = now(), "methods" = array(select distinct unnest(methods || $2::text[]))
  where "id" = $3
  returning "kept_in";

-- replaceSecret
update "session"
  set "secret_hash" = $1, "last_used_at" = now()
  where "id" = $2
  returning "kept_in";
