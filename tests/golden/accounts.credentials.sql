-- dropLinks
delete
  from "mail_token"
  where "account_id" = $1;

-- revokeAllCredentials
update "account"
  set "password_hash" = $1
  where "id" = $2;
delete
  from "session"
  where "account_id" = $1;
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
delete
  from "mail_token"
  where "account_id" = $1;
