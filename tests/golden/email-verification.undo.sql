-- storeUndoLink
delete
  from "undo_link"
  where "account_id" = $1 and "expires_at" <= now();
 insert into undo_link (hash, account_id, email, expires_at) select $1, $2, $3, $4::timestamptz + make_interval(days => 7)
  where $5::timestamptz > now() - make_interval(days => 7)
  on conflict (hash) do update
  set email = excluded.email
  returning account_id;

-- findUndoLink
select "account_id", "email"
  from "undo_link"
  where "hash" = $1 and "expires_at" > now();

-- deleteUndoLinks
delete
  from "undo_link"
  where "hash" = $1;
delete
  from "undo_link"
  where "account_id" = $1;

-- isPreviousEmail
select "id"
  from "account"
  where "id" = $1 and lower("previous_email") = lower($2) and "previous_email_until" > now();
