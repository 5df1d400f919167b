-- listPasskeys
select "id", "name", "synced", "created_at", "last_used_at", "credential_id"
  from "passkey"
  where "account_id" = $1
  order by "created_at", "id" limit $2;

-- userHandleOf
insert into "passkey_owner" ("account_id", "user_handle")
  values ($1, $2)
  on conflict ("account_id") do update
  set "user_handle" = passkey_owner.user_handle
  returning "user_handle";

-- insertPasskey
insert into "passkey" ("id", "account_id", "credential_id", "public_key", "counter", "transports", "synced", "name")
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning "id", "name", "synced", "created_at", "last_used_at";

-- renamePasskey
update "passkey"
  set "name" = $1
  where "account_id" = $2 and "id" = $3
  returning "id", "name", "synced", "created_at", "last_used_at";

-- deletePasskey
delete
  from "passkey"
  where "account_id" = $1 and "id" = $2;

-- holdActiveAccount
select "id", "username", "email", "bio", "image"
  from "account"
  where "id" = $1 and "suspended_at" is null and coalesce(account.credentials_changed_at <= $2::timestamptz, true) for no key update;
