-- beginTotp
insert into "totp" ("account_id", "sealed_secret", "credential_version")
  values ($1, $2, $3)
  on conflict ("account_id") do update
  set "sealed_secret" = $4, "credential_version" = $5, "created_at" = now()
  where "totp"."confirmed_at" is null
  returning "account_id";

-- findBegunTotp
select "sealed_secret"
  from "totp"
  where "account_id" = $1 and "credential_version" = $2 and "confirmed_at" is null;

-- confirmTotp
update "totp"
  set "confirmed_at" = now(), "last_step" = $1
  where "account_id" = $2 and "sealed_secret" = $3 and "confirmed_at" is null;

-- deleteTotp
delete
  from "totp"
  where "account_id" = $1 and "confirmed_at" is not null;
