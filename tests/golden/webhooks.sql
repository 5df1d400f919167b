-- countEndpoints
select count(*) as "endpoints"
  from "webhook_endpoint"
  where "account_id" = $1;

-- insertEndpoint
insert into "webhook_endpoint" ("id", "account_id", "url", "description", "events", "is_for_all", "signature", "sealed_secret", "public_key")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- listEndpoints
select "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until"
  from "webhook_endpoint"
  where "account_id" = $1
  order by "created_at" desc, "id" limit $2;

-- findEndpoint
select "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until"
  from "webhook_endpoint"
  where "account_id" = $1 and "id" = $2;

-- updateEndpoint: no field
update "webhook_endpoint"
  set "id" = $1
  where "account_id" = $2 and "id" = $3
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- updateEndpoint: all fields, enabled
update "webhook_endpoint"
  set "id" = $1, "url" = $2, "description" = $3, "events" = $4, "disabled_at" = $5, "disabled_reason" = $6, "failing_since" = $7, "due_at" = now(), "lease" = $8
  where "account_id" = $9 and "id" = $10
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- updateEndpoint: disabled
update "webhook_endpoint"
  set "id" = $1, "disabled_at" = coalesce(disabled_at, now()), "disabled_reason" = coalesce(disabled_reason, 'owner')
  where "account_id" = $2 and "id" = $3
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- restartDeliveries
update "webhook_delivery"
  set "attempts" = $1
  where "endpoint_id" = $2 and "state" = $3 and "attempts" > $4;

-- deleteEndpoint
delete
  from "webhook_endpoint"
  where "account_id" = $1 and "id" = $2;

-- replaceSecret: both sign
update "webhook_endpoint"
  set "previous_sealed_secret" = "sealed_secret", "previous_until" = now() + make_interval(hours => $1), "sealed_secret" = $2, "public_key" = $3
  where "account_id" = $4 and "id" = $5
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- replaceSecret: the new one alone
update "webhook_endpoint"
  set "previous_sealed_secret" = $1, "previous_until" = $2, "sealed_secret" = $3, "public_key" = $4
  where "account_id" = $5 and "id" = $6
  returning "id", "url", "description", "events", "is_for_all", "signature", "public_key", "disabled_at", "disabled_reason", "failing_since", "pending", "created_at", case when previous_until > now() then previous_until end as "previous_until";

-- listAttempts: first page
select "id", "message_id", "event", "attempt", "at", "duration_ms", "status", "error"
  from "webhook_attempt"
  where "endpoint_id" = $1
  order by "id" desc limit $2;

-- listAttempts: after a cursor
select "id", "message_id", "event", "attempt", "at", "duration_ms", "status", "error"
  from "webhook_attempt"
  where "endpoint_id" = $1 and "id" < $2
  order by "id" desc limit $3;
