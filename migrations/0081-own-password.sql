-- Somebody changes their own password; and whoever's way in changes is told, whoever changed it.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- By the session that whoever knew the password before began with it a moment ago. Every other session of
-- theirs ends, and every way in that is open.
create function rowan_private.change_password(p_token_hash bytea, p_password_hash text, p_reference text)
returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  select s.staff_id into who from session as x join staff as s using (staff_id)
    where x.token_hash = p_token_hash and x.ended_at is null and x.started_at > now() - interval '1 minute'
      and s.password_hash is not null and (s.left_on is null or s.left_on > current_date);
  if who is null then
    return false;
  end if;
  update staff set password_hash = p_password_hash where staff_id = who;
  update session set ended_at = now()
    where staff_id = who and ended_at is null and token_hash <> p_token_hash;
  update way_in set used_at = now() where staff_id = who and used_at is null;
  perform rowan_private.write_sign_in(who, 'password.changed', p_reference);
  perform rowan_private.tell_of_way_in(who, 'password-changed');
  return true;
end
$$;

-- As it was (0060); whoever had a password before is told that there is another.
create or replace function rowan_private.take_way_in(
  p_token_hash bytea, p_password_hash text, p_reference text
) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid := rowan_private.use_way_in(p_token_hash, p_reference);
begin
  if exists (select from staff where staff_id = who and password_hash is not null) then
    perform rowan_private.tell_of_way_in(who, 'password-changed');
  end if;
  update staff set password_hash = p_password_hash where staff_id = who;
  return who is not null;
end
$$;

-- As it was (0042); whom it is for is told too, where they were in before.
create or replace function rowan_private.make_way_in(p_staff uuid, p_token_hash bytea, p_hours integer)
returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.administers_staff(p_staff) or not rowan_private.is_current(p_staff) then
    return false;
  end if;
  update way_in set used_at = now() where staff_id = p_staff and used_at is null;
  insert into way_in (token_hash, staff_id, expires_at)
    values (p_token_hash, p_staff, now() + make_interval(hours => p_hours));
  if not exists (select from session as x where x.staff_id = p_staff) then
    return true;
  end if;
  perform rowan_private.tell_of_way_in(p_staff, 'own-way-in');
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), s.organisation_id, told, 'way-in', p_staff
    from staff as s, rowan_private.who_answers_for(p_staff, null) as told
    where s.staff_id = p_staff;
  return true;
end
$$;

-- By an administrator who changed where somebody is told, and by which a council's own sign-in knows them.
create function rowan_private.tell_of_address(p_staff uuid) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.tell_of_way_in(p_staff, 'address-changed')
  where rowan_private.administers_staff(p_staff) and p_staff <> rowan_private.current_staff()
$$;

revoke execute on function rowan_private.change_password, rowan_private.tell_of_address from public;
grant execute on function rowan_private.change_password, rowan_private.tell_of_address to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
