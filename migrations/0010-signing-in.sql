-- The rest of signing in: what happens once the password has been looked at.

reset role;
set local role rowan_definer;

create function rowan_private.write_sign_in(p_staff uuid, p_verb text, p_reference text) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  event audit_event;
begin
  event.staff_id := p_staff;
  select s.organisation_id into event.organisation_id from staff as s where s.staff_id = p_staff;
  event.acting_as := 'staff';
  event.verb := p_verb;
  event.reference := p_reference;
  event.cases_shown := '{}';
  perform rowan_private.write_audit(event);
end
$$;

create function rowan_private.accept_sign_in(
  p_sign_in text, p_address bytea, p_token_hash bytea, p_reference text
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
  insert into sign_in_place as place (staff_id, address) values (who, p_address)
    on conflict (staff_id, address) do update set last_at = now();
  insert into session (token_hash, staff_id) values (p_token_hash, who);
  perform rowan_private.write_sign_in(who, 'sign-in.accepted', p_reference);
end
$$;

create function rowan_private.refuse_sign_in(p_staff uuid, p_reference text) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$ begin perform rowan_private.write_sign_in(p_staff, 'sign-in.refused', p_reference); end $$;

-- The session behind a cookie: 20 minutes without a request, or 12 hours, end it. Being seen is written down
-- once a minute at most.
create function rowan_private.find_session(
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
      and found_session.started_at > now() - interval '12 hours'
      and (s.left_on is null or s.left_on > current_date);
  if seen < now() - interval '1 minute' then
    update session set last_seen_at = now() where token_hash = p_token_hash;
  end if;
end
$$;

create function rowan_private.end_session(p_token_hash bytea, p_reference text) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  update session as ending set ended_at = now()
    where ending.token_hash = p_token_hash and ending.ended_at is null returning ending.staff_id into who;
  if who is not null then
    perform rowan_private.write_sign_in(who, 'sign-out.done', p_reference);
  end if;
end
$$;

-- An organisation with its first team and its first administrator, who then adds the others. A second for
-- the same pack is refused.
create function rowan_private.found_organisation(
  p_organisation jsonb, p_team jsonb, p_staff_id uuid, p_name_cipher bytea, p_sign_in text,
  p_password_hash text, p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  o organisation := jsonb_populate_record(null::organisation, p_organisation);
  t team := jsonb_populate_record(null::team, p_team);
begin
  insert into organisation
    (organisation_id, council, name, receives_role, opens_services, never_leads_services)
    values (o.organisation_id, o.council, o.name, o.receives_role, o.opens_services, o.never_leads_services);
  insert into team (team_id, organisation_id, name, service)
    values (t.team_id, o.organisation_id, t.name, t.service);
  insert into staff (staff_id, organisation_id, team_id, name_cipher, sign_in, password_hash)
    values (p_staff_id, o.organisation_id, t.team_id, p_name_cipher, p_sign_in, p_password_hash);
  insert into staff_role (organisation_id, staff_id, role)
    values (o.organisation_id, p_staff_id, 'administrator');
  perform rowan_private.write_sign_in(p_staff_id, 'organisation.founded', p_reference);
end
$$;
