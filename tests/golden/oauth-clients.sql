-- insertCode
insert into "authorization_code" ("hash", "session_id", "app_id", "redirect_uri", "challenge", "credential_version")
  values ($1, $2, $3, $4, $5, $6);

-- deleteExpiredCodes
delete
  from "authorization_code"
  where "hash" in (select "old"."hash"
  from "authorization_code" as "old"
  where "old"."redeemed_at" is null and "old"."expires_at" < now() - interval '1 minute'
  order by "old"."expires_at" limit $1 for update skip locked);

-- takeCode
update "authorization_code"
  set "taken_at" = now()
  where "hash" = $1 and "taken_at" is null and "expires_at" > now()
  returning "session_id", "app_id", "redirect_uri", "challenge", "credential_version";

-- keepRedeemed
update "authorization_code"
  set "session_id" = $1, "redeemed_at" = clock_timestamp()
  where "hash" = $2;

-- findRedeemed
select "session"."account_id", "authorization_code"."session_id", "authorization_code"."app_id", "authorization_code"."redirect_uri", "authorization_code"."challenge"
  from "authorization_code"
  inner join "session" on "session"."id" = "authorization_code"."session_id"
  where "authorization_code"."hash" = $1 and "authorization_code"."redeemed_at" < clock_timestamp() - make_interval(secs => $2 / 1000.0);
