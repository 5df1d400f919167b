-- listUsers: no filter
select "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at"
  from "account"
  order by "id" desc limit $1;

-- listUsers: all filters, after a cursor
select "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at"
  from "account"
  where (lower(username) like lower($1) or lower(email) like lower($2)) and "role" = $3 and role <> 'member' and "suspended_at" is not null and "id" < $4
  order by "id" desc limit $5;

-- listUsers: who is active
select "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at"
  from "account"
  where "suspended_at" is null
  order by "id" desc limit $1;

-- lockRoles
select pg_advisory_xact_lock(8786);

-- isLastAdmin
select "id"
  from "account"
  where "id" = $1 and "role" = $2 and not exists ( select
  from account other
  where other.role = 'admin' and other.suspended_at is null and other.id <> $3);

-- isActiveAdmin
select "id"
  from "account"
  where "id" = $1 and "role" = $2 and "suspended_at" is null and "credential_version" = $3;

-- lockUser
select "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at"
  from "account"
  where lower(username) = lower($1) for no key update;

-- setRole
update "account"
  set "role" = $1
  where "id" = $2
  returning "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at";

-- setSuspended: suspended
update "account"
  set "suspended_at" = now()
  where "id" = $1
  returning "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at";

-- setSuspended: restored
update "account"
  set "suspended_at" = $1
  where "id" = $2
  returning "id", "username", "email", "role", "email_verified_at", "suspended_at", "created_at";

-- listAudit: no filter
select "audit"."id", "audit"."at", "audit"."action", "audit"."address", "audit"."request_id", "audit"."details", "actor"."username" as "actor", "about"."username" as "account"
  from "audit"
  left join "account" as "actor" on "actor"."id" = "audit"."actor_id"
  left join "account" as "about" on "about"."id" = "audit"."account_id"
  order by "audit"."id" desc limit $1;

-- listAudit: of one user and action, after a cursor
select "audit"."id", "audit"."at", "audit"."action", "audit"."address", "audit"."request_id", "audit"."details", "actor"."username" as "actor", "about"."username" as "account"
  from "audit"
  left join "account" as "actor" on "actor"."id" = "audit"."actor_id"
  left join "account" as "about" on "about"."id" = "audit"."account_id"
  where (audit.account_id = (select id
  from account
  where lower(username) = lower($1)) or audit.actor_id = (select id
  from account
  where lower(username) = lower($2))) and "audit"."action" = $3 and "audit"."id" < $4
  order by "audit"."id" desc limit $5;
