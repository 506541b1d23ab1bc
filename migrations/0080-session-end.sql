-- The end of a session is announced: how long it lasts unused, and how long at the most. What was being typed
-- on a page that makes way is kept, sealed, for its author's next signing in.

alter table session add column unsent_cipher bytea;
create index session_by_unsent on session (ended_at) where unsent_cipher is not null;
grant update (unsent_cipher) on session to rowan_definer;
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

drop function rowan_private.seconds_left(bytea);

-- To be asked is not to be used.
create function rowan_private.time_left(p_token_hash bytea, out seconds integer, out at_most integer)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select greatest(0, ceil(extract(epoch from least(unused, oldest) - now())))::integer,
    greatest(0, ceil(extract(epoch from oldest - now())))::integer
  from session join staff using (staff_id), lateral (
    select last_seen_at + interval '20 minutes', started_at + interval '12 hours'
  ) as ends (unused, oldest)
  where token_hash = p_token_hash and ended_at is null and (left_on is null or left_on > current_date)
$$;

drop function rowan_private.hide_session(bytea, text, text);

-- A session that was running is hidden by it. Of one that ran out by itself the page comes too late for that,
-- and is noted all the same; of one that somebody ended, nothing is.
create function rowan_private.hide_session(
  p_token_hash bytea, p_page text, p_unsent bytea, p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  left_one session;
  ran_out timestamptz;
begin
  select s.* into left_one from session as s where s.token_hash = p_token_hash for update;
  ran_out := least(left_one.last_seen_at + interval '20 minutes', left_one.started_at + interval '12 hours');
  if left_one.ended_at < ran_out or ran_out < now() - interval '12 hours' then
    return;
  end if;
  update session set ended_at = coalesce(ended_at, now()), hidden_page = p_page, unsent_cipher = p_unsent
    where token_hash = p_token_hash;
  if left_one.ended_at is null and ran_out > now() then
    perform rowan_private.write_sign_in(left_one.staff_id, 'session.hidden', p_reference);
  end if;
end
$$;

drop function rowan_private.take_hidden_page(bytea);

-- What the owner of a session left last, within the length of a session. It is told once.
create function rowan_private.take_left(
  p_token_hash bytea, out page text, out unsent bytea, out left_token_hash bytea
)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  select s.staff_id into who from session as s where s.token_hash = p_token_hash and s.ended_at is null;
  select s.hidden_page, s.unsent_cipher, s.token_hash into page, unsent, left_token_hash from session as s
    where s.staff_id = who and s.hidden_page is not null and s.ended_at > now() - interval '12 hours'
    order by s.unsent_cipher is null, s.ended_at desc limit 1;
  update session as s set hidden_page = null, unsent_cipher = null
    where s.staff_id = who and s.hidden_page is not null;
end
$$;

-- As it was (0073); and what nobody came back for is kept no longer.
create or replace function rowan_private.end_old_sessions() returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  ended integer;
begin
  update session set unsent_cipher = null
    where unsent_cipher is not null and ended_at <= now() - interval '12 hours';
  update session set ended_at = now()
    where ended_at is null
      and (last_seen_at <= now() - interval '20 minutes' or started_at <= now() - interval '12 hours');
  get diagnostics ended = row_count;
  return ended;
end
$$;

revoke execute on function rowan_private.time_left, rowan_private.hide_session, rowan_private.take_left
  from public;
grant execute on function rowan_private.time_left, rowan_private.hide_session, rowan_private.take_left
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
