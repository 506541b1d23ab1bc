-- A way in that works once, for somebody who joins or has lost what they signed in with.

-- Whoever has it chooses a password. Of it the database keeps a hash.
create table way_in (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  staff_id uuid not null references staff,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index way_in_by_staff on way_in (staff_id) where used_at is null;
alter table way_in enable row level security;
alter table way_in force row level security;

grant select, insert on way_in to rowan_definer;
grant update (used_at) on way_in to rowan_definer;
grant update (password_hash) on staff to rowan_definer;
create policy definer_select on way_in for select to rowan_definer using (true);
create policy definer_insert on way_in for insert to rowan_definer with check (true);
create policy definer_update on way_in for update to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- The one before it does not work any more. Whoever answers for somebody who was in already is told: whoever
-- has the way in can be that person.
create function rowan_private.make_way_in(p_staff uuid, p_token_hash bytea, p_hours integer) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.administers_staff(p_staff) or not rowan_private.is_current(p_staff) then
    return false;
  end if;
  update way_in set used_at = now() where staff_id = p_staff and used_at is null;
  insert into way_in (token_hash, staff_id, expires_at)
    values (p_token_hash, p_staff, now() + make_interval(hours => p_hours));
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), s.organisation_id, told, 'way-in', p_staff
    from staff as s, rowan_private.who_answers_for(p_staff, null) as told
    where s.staff_id = p_staff and exists (select from session as x where x.staff_id = p_staff);
  return true;
end
$$;

-- The sign-in name that it is for; nothing where it was used, has run out, or never was.
create function rowan_private.find_way_in(p_token_hash bytea) returns text
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.sign_in from way_in as w join staff as s on s.staff_id = w.staff_id
  where w.token_hash = p_token_hash and w.used_at is null and w.expires_at > now()
    and (s.left_on is null or s.left_on > current_date)
$$;

-- Whoever was in with what was there before is out.
create function rowan_private.take_way_in(p_token_hash bytea, p_password_hash text, p_reference text)
returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  update way_in as w set used_at = now() from staff as s
    where w.token_hash = p_token_hash and w.used_at is null and w.expires_at > now()
      and s.staff_id = w.staff_id and (s.left_on is null or s.left_on > current_date)
    returning w.staff_id into who;
  if who is null then
    return false;
  end if;
  update staff set password_hash = p_password_hash where staff_id = who;
  update session set ended_at = now() where staff_id = who and ended_at is null;
  perform rowan_private.write_sign_in(who, 'way-in.taken', p_reference);
  return true;
end
$$;

-- As it was (0041); a way in that is open ends with the account.
create or replace function rowan_private.shut_account(p_staff uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  update way_in set used_at = now() where staff_id = p_staff and used_at is null;
  update session set ended_at = now() where staff_id = p_staff and ended_at is null;
  update staff_role set ended_at = now() where staff_id = p_staff and ended_at is null;
  update cover set ends_at = greatest(starts_at, now())
    where p_staff in (absent_staff_id, covering_staff_id) and ends_at > now();
  perform rowan_private.free_tasks_of(p_staff);
end
$$;

grant execute on function
  rowan_private.make_way_in, rowan_private.find_way_in, rowan_private.take_way_in
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
