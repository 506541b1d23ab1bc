-- How long a session still lasts, for a page that was left on the screen. To be asked is not to be used.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

create function rowan_private.seconds_left(p_token_hash bytea) returns integer
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select greatest(0, ceil(extract(epoch from least(
    last_seen_at + interval '20 minutes', started_at + interval '12 hours'
  ) - now())))::integer
  from session join staff using (staff_id)
  where token_hash = p_token_hash and ended_at is null and (left_on is null or left_on > current_date)
$$;

grant execute on function rowan_private.seconds_left to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
