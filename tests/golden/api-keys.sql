-- countApiKeys
delete
  from "api_key"
  where "account_id" = $1 and "expires_at" <= now();
select count(*) as "keys"
  from "api_key"
  where "account_id" = $1;

-- insertApiKey
insert into "api_key" ("id", "account_id", "secret_hash", "prefix", "name", "scopes", "expires_at")
  values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))
  returning "id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at";

-- listApiKeys
select "id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"
  from "api_key"
  where "account_id" = $1 and "expires_at" > now()
  order by "created_at" desc, "id" limit $2;

-- deleteApiKey
delete
  from "api_key"
  where "account_id" = $1 and "id" = $2;

-- listLivingKeys
select "api_key"."id", "api_key"."account_id", "api_key"."scopes", "account"."username", "account"."role"
  from "api_key"
  inner join "account" on "account"."id" = "api_key"."account_id"
  where "api_key"."id" = any($1::uuid[]) and "api_key"."expires_at" > now() and "account"."suspended_at" is null;

-- findApiKey
select "api_key"."id", "api_key"."account_id", "api_key"."scopes", "account"."username", "account"."role", coalesce(api_key.last_used_at < now() - interval '1 hour', true) as "unmarked"
  from "api_key"
  inner join "account" on "account"."id" = "api_key"."account_id"
  where "api_key"."secret_hash" = $1 and "api_key"."expires_at" > now() and "account"."suspended_at" is null;

-- markKeyUsed
update "api_key"
  set "last_used_at" = now()
  where "id" = $1;
