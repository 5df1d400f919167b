-- storeLink
insert into "mail_token" ("hash", "email", "credential_version", "expires_at", "account_id", "purpose")
  values ($1, $2, $3, now() + make_interval(mins => $4), $5, $6)
  on conflict ("account_id", "purpose") do update
  set "hash" = $7, "email" = $8, "credential_version" = $9, "expires_at" = now() + make_interval(mins => $10);

-- findLink
select "account_id"
  from "mail_token"
  where "hash" = $1 and "purpose" = $2 and "expires_at" > now();

-- takeLink
delete
  from "mail_token"
  where "hash" = $1 and "purpose" = $2 and "credential_version" = $3 and "expires_at" > now()
  returning "email";

-- lockOwner
select "id", "username", "email", "email_verified_at", "credential_version"
  from "account"
  where "id" = $1 and "suspended_at" is null for no key update;

-- lockRequestingOwner: under a credential version
select "id", "username", "email", "email_verified_at", "credential_version"
  from "account"
  where "id" = $1 and "suspended_at" is null and $2::timestamptz > now() - make_interval(hours => 24) and "credential_version" = $3 for no key update;

-- lockRequestingOwner: at a moment
select "id", "username", "email", "email_verified_at", "credential_version"
  from "account"
  where "id" = $1 and "suspended_at" is null and $2::timestamptz > now() - make_interval(hours => 24) and coalesce(account.credentials_changed_at <= $3::timestamptz, true) for no key update;

-- restoreEmail
update "account"
  set "email" = $1, "email_verified_at" = now(), "previous_email" = $2, "previous_email_until" = $3
  where "id" = $4;

-- replaceEmail
update "account"
  set "email" = $1, "email_verified_at" = now(), "previous_email" = case when previous_email_until > now() then previous_email else email end, "previous_email_until" = case when previous_email_until > now() then previous_email_until else now() + make_interval(days => 7) end
  where "id" = $2;
