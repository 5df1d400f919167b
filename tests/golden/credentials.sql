-- lockCallerForChange
select "id", "username", "email", "bio", "image", "email_verified_at", "credential_version"
  from "account"
  where "id" = $1 and "credential_version" = $2 and "suspended_at" is null and exists (select "session"."id"
  from "session"
  where "session"."id" = $3 and "account_id" = "account"."id") for no key update;

-- lockCallerForDeletion
select "id", "username", "email", "bio", "image", "email_verified_at", "credential_version"
  from "account"
  where "id" = $1 and "credential_version" = $2 and "suspended_at" is null and exists (select "session"."id"
  from "session"
  where "session"."id" = $3 and "account_id" = "account"."id") for update;

-- lockUnchanged
select "id"
  from "account"
  where "id" = $1 and "credential_version" = $2 and "suspended_at" is null for no key update;

-- findAddress
select "email", "username"
  from "account"
  where "id" = $1;

-- raiseVersion
update "account"
  set "credential_version" = credential_version + 1, "credentials_changed_at" = date_trunc('milliseconds', clock_timestamp())
  where "id" = $1
  returning "credential_version";

-- deleteSessions: all
delete
  from "session"
  where "account_id" = $1;

-- deleteSessions: one
delete
  from "session"
  where "account_id" = $1 and "id" = $2;

-- deleteSessions: all but one
delete
  from "session"
  where "account_id" = $1 and "id" <> $2;

-- keepSessions
update "session"
  set "credential_version" = $1
  where "account_id" = $2 and "credential_version" = $3;

-- deletePending
delete
  from "mail_token"
  where "account_id" = $1;
delete
  from "totp"
  where "account_id" = $1 and "confirmed_at" is null;
