-- insertAccount
insert into "account" ("username", "email", "password_hash")
  values ($1, $2, $3)
  returning "id", "username", "email", "bio", "image", "credential_version";

-- findAccount
select "id", "username", "email", "bio", "image"
  from "account"
  where "id" = $1;

-- findByEmail
select "id", "username", "email", "bio", "image", "password_hash", "suspended_at", "credential_version"
  from "account"
  where lower("email") = lower($1);

-- updateAccount: one field
update "account"
  set "bio" = $1
  where "id" = $2
  returning "id", "username", "email", "bio", "image";

-- updateAccount: all fields
update "account"
  set "username" = $1, "email" = $2, "password_hash" = $3, "email_verified_at" = case when lower(email) = lower($4) then email_verified_at end, "bio" = $5, "image" = $6
  where "id" = $7
  returning "id", "username", "email", "bio", "image";

-- markVerified
update "account"
  set "email_verified_at" = coalesce(email_verified_at, now())
  where "id" = $1;

-- isEmailTaken: by any account
select "id"
  from "account"
  where (lower("email") = lower($1) or (lower("previous_email") = lower($2) and "previous_email_until" > now()));

-- isEmailTaken: by another
select "id"
  from "account"
  where (lower("email") = lower($1) or (lower("previous_email") = lower($2) and "previous_email_until" > now())) and "id" <> $3;

-- deleteAccount
delete
  from "account"
  where "id" = $1
  returning "email", "username";
