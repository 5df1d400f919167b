-- deleteFactors
delete
  from "totp"
  where "account_id" = $1;
delete
  from "passkey_owner"
  where "account_id" = $1;
delete
  from "recovery_code"
  where "account_id" = $1;

-- deleteSignInMethods
update "account"
  set "password_hash" = $1
  where "id" = $2;
delete
  from "identity"
  where "account_id" = $1;
delete
  from "api_key"
  where "account_id" = $1;
delete
  from "totp"
  where "account_id" = $1;
delete
  from "passkey_owner"
  where "account_id" = $1;
delete
  from "recovery_code"
  where "account_id" = $1;

-- deleteRecentSignInMethods
delete
  from "identity"
  where "account_id" = $1 and "created_at" > now() - make_interval(days => 7);
delete
  from "api_key"
  where "account_id" = $1 and "created_at" > now() - make_interval(days => 7);
delete
  from "passkey"
  where "account_id" = $1 and "created_at" > now() - make_interval(days => 7);
delete
  from "totp"
  where "account_id" = $1 and "confirmed_at" > now() - make_interval(days => 7);
delete
  from "recovery_code"
  where "account_id" = $1 and "created_at" > now() - make_interval(days => 7);

-- deletePassword
update "account"
  set "password_hash" = $1
  where "id" = $2;
