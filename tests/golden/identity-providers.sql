-- insertTransaction
insert into "oauth_transaction" ("state_hash", "cookie_hash", "salt", "provider", "return_to", "session_id")
  values ($1, $2, $3, $4, $5, $6);

-- deleteExpiredTransactions
delete
  from "oauth_transaction"
  where "state_hash" in (select "old"."state_hash"
  from "oauth_transaction" as "old"
  where "old"."expires_at" < now()
  order by "old"."expires_at" limit $1 for update skip locked);

-- takeTransaction
delete
  from "oauth_transaction"
  where "state_hash" = $1
  returning "cookie_hash", "salt", "provider", "return_to", "session_id", "credential_version", expires_at - make_interval(mins => 10) as "begun_at", expires_at > now() as "alive";

-- lockIdentity
select "identity"."account_id", "account"."suspended_at", not coalesce(account.credentials_changed_at <= $1::timestamptz, true) as "stale"
  from "identity"
  inner join "account" on "account"."id" = "identity"."account_id"
  where "identity"."issuer" = $2 and "identity"."subject" = $3 for update;

-- lockByEmail
select "id", "email_verified_at", "suspended_at"
  from "account"
  where lower("email") = lower($1) for update;

-- insertVerifiedAccount
insert into "account" ("username", "email", "email_verified_at")
  values ($1, $2, now())
  returning "id";

-- insertIdentity
insert into "identity" ("issuer", "subject", "account_id", "provider", "email")
  values ($1, $2, $3, $4, $5);

-- lockLinkingSession
select "session"."account_id", "session"."kept_in", "session"."methods"
  from "session"
  inner join "account" on "account"."id" = "session"."account_id"
  where "session"."id" = $1 and "account"."suspended_at" is null and "account"."credential_version" = $2 and "session"."credential_version" = $3 for update;

-- listIdentities
select "id", "provider", "email", "created_at"
  from "identity"
  where "account_id" = $1
  order by "id" limit $2;

-- deleteIdentity
delete
  from "identity"
  where "account_id" = $1 and "id" = $2
  returning "provider";
