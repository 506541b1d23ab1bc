-- Where somebody is signed in, told to them and ended by them; and whether they signed in just now. The
-- browser is kept in plain words, and nothing else of what it says about itself.

alter table session
  add column session_id uuid not null default uuidv7(),
  add column browser text not null default 'A browser' check (browser ~ '^[A-Za-z0-9 ]{1,60}$');
create unique index session_by_id on session (session_id);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- Whichever way somebody showed who they are, this is how they come in.
create function rowan_private.open_session(
  p_staff uuid, p_address bytea, p_token_hash bytea, p_browser text, p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  insert into sign_in_place as place (staff_id, address) values (p_staff, p_address)
    on conflict (staff_id, address) do update set last_at = now();
  insert into session (token_hash, staff_id, browser) values (p_token_hash, p_staff, p_browser);
  perform rowan_private.write_sign_in(p_staff, 'sign-in.accepted', p_reference);
end
$$;

drop function rowan_private.accept_sign_in(text, bytea, bytea, text);
create function rowan_private.accept_sign_in(
  p_sign_in text, p_address bytea, p_token_hash bytea, p_browser text, p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
  account bytea := sha256(convert_to('account:' || p_sign_in, 'UTF8'));
begin
  select s.staff_id into strict who from staff as s
    where s.sign_in = p_sign_in and (s.left_on is null or s.left_on > current_date);
  delete from sign_in_failure
    where subject = sha256(convert_to('account:' || p_sign_in, 'UTF8') || p_address);
  update sign_in_failure set failures = greatest(failures - 1, 0) where subject in (account, p_address);
  delete from sign_in_failure where last_at < now() - interval '1 day';
  perform rowan_private.open_session(who, p_address, p_token_hash, p_browser, p_reference);
end
$$;

-- What is done rarely and reaches far is done by somebody who showed a moment ago who they are: signing in
-- again begins another session, which is what makes this one fresh.
create function rowan_private.is_fresh_session(p_token_hash bytea, out is_fresh boolean, out sign_in text)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select session.ended_at is null and session.started_at > now() - interval '10 minutes', staff.sign_in
  from session join staff using (staff_id)
  where session.token_hash = p_token_hash
$$;

create function rowan_private.my_sessions(p_token_hash bytea)
returns table (
  session_id uuid, browser text, started_at timestamptz, last_seen_at timestamptz, is_this boolean
)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.session_id, s.browser, s.started_at, s.last_seen_at, s.token_hash = p_token_hash
  from session as s
  where s.staff_id = rowan_private.current_staff() and s.ended_at is null
    and s.last_seen_at > now() - interval '20 minutes' and s.started_at > now() - interval '12 hours'
  order by s.token_hash = p_token_hash desc, s.last_seen_at desc
$$;

-- One of the viewer's own, or all but the one that they are in.
create function rowan_private.end_my_sessions(p_token_hash bytea, p_session uuid) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  ended integer;
begin
  update session set ended_at = now()
    where staff_id = rowan_private.current_staff() and ended_at is null and token_hash <> p_token_hash
      and (p_session is null or session_id = p_session);
  get diagnostics ended = row_count;
  return ended;
end
$$;

grant execute on function
  rowan_private.accept_sign_in, rowan_private.is_fresh_session, rowan_private.my_sessions,
  rowan_private.end_my_sessions
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
