-- insertAccount
insert into "account" ("username", "email", "password_hash")
  values ($1, $2, $3)
  returning "id", "username", "email", "bio", "image";

-- findAccount
select "id", "username", "email", "bio", "image"
  from "account"
  where "id" = $1;

-- findByEmail
select "id", "username", "email", "bio", "image", "password_hash", "suspended_at"
  from "account"
  where lower("email") = lower($1);

-- lockWithPassword
select "id"
  from "account"
  where "id" = $1 and "password_hash" = $2 and "suspended_at" is null for no key update;

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

-- lockAccount
select "id", "username", "email", "bio", "image", "email_verified_at"
  from "account"
  where "id" = $1 for no key update;

-- markVerified
update "account"
  set "email_verified_at" = coalesce(email_verified_at, now())
  where "id" = $1;

-- isEmailTaken
select "id"
  from "account"
  where lower("email") = lower($1) and "id" <> $2;

-- deleteAccount
delete
  from "account"
  where "id" = $1
  returning "email", "username";
