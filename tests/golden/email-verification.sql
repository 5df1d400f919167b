-- storeLink
insert into "mail_token" ("hash", "email", "expires_at", "account_id", "purpose")
  values ($1, $2, now() + make_interval(mins => $3), $4, $5)
  on conflict ("account_id", "purpose") do update
  set "hash" = $6, "email" = $7, "expires_at" = now() + make_interval(mins => $8);

-- findLink
select "account_id"
  from "mail_token"
  where "hash" = $1 and "purpose" = $2 and "expires_at" > now();

-- takeLink
delete
  from "mail_token"
  where "hash" = $1 and "purpose" = $2 and "expires_at" > now()
  returning "email";

-- lockOwner
select "id", "username", "email", "email_verified_at", "password_hash"
  from "account"
  where "id" = $1 and "suspended_at" is null for no key update;

-- replaceEmail
update "account"
  set "email" = $1, "email_verified_at" = now()
  where "id" = $2;
