-- findFactors
select exists (select "totp"."account_id"
  from "totp"
  where "totp"."account_id" = $1 and "totp"."confirmed_at" is not null) as "totp", (select count(*) as "count"
  from "passkey"
  where "passkey"."account_id" = $2) as "passkeys", (select count(*) as "count"
  from "recovery_code"
  where "recovery_code"."account_id" = $3) as "recoveryCodes";

-- hasSignInMethod
select "id"
  from "account"
  where "id" = $1 and ("password_hash" is not null or exists (select "identity"."id"
  from "identity"
  where "identity"."account_id" = "account"."id") or exists (select "passkey"."id"
  from "passkey"
  where "passkey"."account_id" = "account"."id"));

-- findTotp
select "sealed_secret", "last_step"
  from "totp"
  where "account_id" = $1 and "confirmed_at" is not null;

-- useStep
update "totp"
  set "last_step" = $1, "sealed_secret" = $2
  where "account_id" = $3 and "sealed_secret" = $4 and "last_step" < $5;

-- hasRecoveryCode
select "account_id"
  from "recovery_code"
  where "account_id" = $1 and "hash" = $2;

-- useRecoveryCode
delete
  from "recovery_code"
  where "account_id" = $1 and "hash" = $2;

-- insertRecoveryCodes
insert into "recovery_code" ("account_id", "hash")
  values ($1, $2), ($3, $4);

-- deleteRecoveryCodes
delete
  from "recovery_code"
  where "account_id" = $1;

-- insertCeremony
insert into "passkey_ceremony" ("hash", "session_id", "credential_version")
  values ($1, $2, $3);

-- deleteExpiredCeremonies
delete
  from "passkey_ceremony"
  where "hash" in (select "old"."hash"
  from "passkey_ceremony" as "old"
  where "old"."expires_at" < now()
  order by "old"."expires_at" limit $1 for update skip locked);

-- takeCeremony
delete
  from "passkey_ceremony"
  where "hash" = $1
  returning "session_id", "credential_version", expires_at - make_interval(mins => 5) as "begun_at", expires_at > now() as "alive";

-- findByCredential
select "passkey"."id", "passkey"."account_id", "passkey"."public_key", "passkey"."counter", "passkey_owner"."user_handle"
  from "passkey"
  inner join "passkey_owner" on "passkey_owner"."account_id" = "passkey"."account_id"
  where "passkey"."credential_id" = $1;

-- usePasskey: one that counts
update "passkey"
  set "counter" = $1, "last_used_at" = now()
  where "id" = $2 and "counter" < $3;

-- usePasskey: one that does not
update "passkey"
  set "counter" = $1, "last_used_at" = now()
  where "id" = $2 and "counter" = $3;
