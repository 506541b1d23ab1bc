-- A clock that is set back brings no session to life again, and keeps nobody out. What lies ahead of the
-- clock by more than a minute was written before it was set back; a minute is more than a transaction waits
-- for another.

create index session_open on session (last_seen_at) where ended_at is null;
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- A session that ran out is ended within a minute, so that it stays so whatever the clock says afterwards.
create function rowan_private.end_old_sessions() returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  ended integer;
begin
  update session set ended_at = now()
    where ended_at is null
      and (last_seen_at <= now() - interval '20 minutes' or started_at <= now() - interval '12 hours');
  get diagnostics ended = row_count;
  return ended;
end
$$;

create or replace function rowan_private.find_session(
  p_token_hash bytea,
  out staff_id uuid, out organisation_id uuid, out council text, out roles text[]
)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  seen timestamptz;
begin
  select s.staff_id, s.organisation_id, o.council, found_session.last_seen_at,
    array(
      select r.role from staff_role as r
      where r.staff_id = s.staff_id and r.ended_at is null order by r.role
    )
    into staff_id, organisation_id, council, seen, roles
    from session as found_session
    join staff as s on s.staff_id = found_session.staff_id
    join organisation as o on o.organisation_id = s.organisation_id
    where found_session.token_hash = p_token_hash and found_session.ended_at is null
      and found_session.last_seen_at > now() - interval '20 minutes'
      and found_session.last_seen_at < now() + interval '1 minute'
      and found_session.started_at > now() - interval '12 hours'
      and (s.left_on is null or s.left_on > current_date);
  if seen < now() - interval '1 minute' then
    update session set last_seen_at = now() where token_hash = p_token_hash;
  end if;
end
$$;

create or replace function rowan_private.wait_after(p_subject bytea, p_free integer, p_cap integer)
returns integer
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select coalesce((
    select greatest(0, ceil(extract(epoch from
      last_at + make_interval(secs => least(p_cap, 2 ^ least(failures - p_free + 1, 10))) - now()
    )))::integer
    from sign_in_failure
    where subject = p_subject and failures >= p_free
      and last_at > now() - interval '1 hour' and last_at < now() + interval '1 minute'
  ), 0)
$$;

revoke execute on function rowan_private.end_old_sessions from public;
grant execute on function rowan_private.end_old_sessions to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
