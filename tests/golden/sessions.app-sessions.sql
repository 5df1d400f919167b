-- findByAccessToken
select "session"."id", "session"."account_id", "account"."username", "account"."role", "account"."credential_version", "access_token"."proves_receipt_of", session.last_used_at < now() - interval '1 hour' as "unmarked", session.authenticated_at > now() - make_interval(mins => 10) as "fresh"
  from "access_token"
  inner join "session" on "session"."id" = "access_token"."session_id"
  inner join "account" on "account"."id" = "session"."account_id"
  where "access_token"."hash" = $1 and "access_token"."expires_at" > now() and "session"."kept_in" = $2 and "account"."suspended_at" is null and session.credential_version = account.credential_version and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90);

-- convertToAppSession
update "session"
  set "kept_in" = $1, "secret_hash" = $2
  where "id" = $3 and "kept_in" = $4;

-- lockBrowserSession
select "session"."account_id", "session"."methods", "session"."authenticated_at"
  from "session"
  inner join "account" on "account"."id" = "session"."account_id"
  where "session"."id" = $1 and "session"."kept_in" = $2 and "account"."suspended_at" is null and "account"."credential_version" = $3 and session.credential_version = account.credential_version and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90) for share;

-- insertAppSession
insert into "session" ("id", "account_id", "secret_hash", "kept_in", "app_id", "user_agent", "methods", "authenticated_at")
  values ($1, $2, $3, $4, $5, $6, $7, $8);

-- findAppByToken
select "id", "account_id"
  from "session"
  where "app_id" = $1 and "id" in (select "session_id"
  from "refresh_token"
  where "hash" = $2 union all select "session_id"
  from "access_token"
  where "hash" = $3);

-- lockFamily
select "session"."id", "session"."account_id", "session"."app_id"
  from "session"
  inner join "account" on "account"."id" = "session"."account_id"
  where "session"."id" = (select "session_id"
  from "refresh_token"
  where "hash" = $1) and "session"."kept_in" = $2 and "account"."suspended_at" is null and session.credential_version = account.credential_version and session.last_used_at > now() - make_interval(days => 14) and session.created_at > now() - make_interval(days => 90) for update of "session";

-- findRefreshToken
select "used"."used_at", "used"."successor_salt", coalesce(successor.hash is not null and successor.used_at is null and ( coalesce(used.answered_at, used.used_at) > now() - make_interval(secs => 10) or (successor.received_at is null and used.device = $1 and used.used_at > now() - make_interval(hours => 24))), false) as "may_repeat", successor.received_at is not null as "received"
  from "refresh_token" as "used"
  left join "refresh_token" as "successor" on "successor"."hash" = "used"."successor_hash"
  where "used"."hash" = $2;

-- replaceRefreshToken
insert into "refresh_token" ("hash", "session_id")
  values ($1, $2);
update "refresh_token"
  set "used_at" = now(), "successor_hash" = $1, "successor_salt" = $2, "device" = $3
  where "hash" = $4;

-- markAnsweredAgain
update "refresh_token"
  set "answered_at" = now()
  where "hash" = $1;

-- markReceived
with "used" as (update "access_token"
  set "proves_receipt_of" = $1
  where "hash" = $2) update "refresh_token"
  set "received_at" = now()
  where "hash" = $3 and "received_at" is null;

-- insertRefreshToken
insert into "refresh_token" ("hash", "session_id")
  values ($1, $2);

-- insertAccessToken
delete
  from "access_token"
  where "hash" in (select "old"."hash"
  from "access_token" as "old"
  where "old"."expires_at" <= now()
  order by "old"."expires_at" limit $1 for update skip locked);
insert into "access_token" ("hash", "session_id", "proves_receipt_of", "expires_at")
  values ($1, $2, $3, now() + make_interval(secs => 900));

-- deleteAccessTokens
delete
  from "access_token"
  where "session_id" = $1;
