-- A page asks whose session it is that the browser has by now: somebody else may have signed in since in
-- another window, and then it is not for them to see.

set local role rowan_owner;
grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

drop function rowan_private.time_left(bytea);

-- To be asked is not to be used.
create function rowan_private.time_left(
  p_token_hash bytea, out seconds integer, out at_most integer, out whose uuid
)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select greatest(0, ceil(extract(epoch from least(unused, oldest) - now())))::integer,
    greatest(0, ceil(extract(epoch from oldest - now())))::integer, staff_id
  from session join staff using (staff_id), lateral (
    select last_seen_at + interval '20 minutes', started_at + interval '12 hours'
  ) as ends (unused, oldest)
  where token_hash = p_token_hash and ended_at is null and (left_on is null or left_on > current_date)
$$;
revoke execute on function rowan_private.time_left from public;
grant execute on function rowan_private.time_left to rowan_app;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
