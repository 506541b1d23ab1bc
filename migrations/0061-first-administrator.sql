-- The first administrator of a council on a database of its own: made from the command line, and let in by a
-- way in. Nobody has a password there.

grant create on schema rowan_private to rowan_definer;
grant insert on staff to rowan_definer;
reset role;
set local role rowan_definer;

-- As it was (0010), with an e-mail address, by which a council's own sign-in knows them.
drop function rowan_private.found_organisation;
create function rowan_private.found_organisation(
  p_organisation jsonb, p_team jsonb, p_administrator jsonb, p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  o organisation := jsonb_populate_record(null::organisation, p_organisation);
  t team := jsonb_populate_record(null::team, p_team);
  s staff := jsonb_populate_record(null::staff, p_administrator);
begin
  insert into organisation
    (organisation_id, council, name, receives_role, opens_services, never_leads_services)
    values (o.organisation_id, o.council, o.name, o.receives_role, o.opens_services, o.never_leads_services);
  insert into team (team_id, organisation_id, name, service)
    values (t.team_id, o.organisation_id, t.name, t.service);
  insert into staff (
    staff_id, organisation_id, team_id, name_cipher, email_cipher, email_token, sign_in, password_hash
  ) values (
    s.staff_id, o.organisation_id, t.team_id, s.name_cipher, s.email_cipher, s.email_token, s.sign_in,
    s.password_hash
  );
  insert into staff_role (organisation_id, staff_id, role)
    values (o.organisation_id, s.staff_id, 'administrator');
  perform rowan_private.write_sign_in(s.staff_id, 'organisation.founded', p_reference);
end
$$;

-- For the first administrator alone, as long as nobody of the council has ever come in: whom it is for, or
-- null.
create function rowan_private.make_first_way_in(
  p_council text, p_token_hash bytea, p_hours integer, p_reference text
) returns text
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  first record;
begin
  select s.staff_id, s.sign_in into first from staff as s
    join organisation as o on o.organisation_id = s.organisation_id and o.council = p_council
    where rowan_private.is_administrator(s.staff_id) and not exists (
      select from staff as other where other.organisation_id = o.organisation_id
        and (other.staff_id <> s.staff_id or other.password_hash is not null)
    ) and not exists (select from session as came where came.staff_id = s.staff_id)
      and not exists (select from passkey as p where p.staff_id = s.staff_id);
  if first.staff_id is null then
    return null;
  end if;
  update way_in set used_at = now() where staff_id = first.staff_id and used_at is null;
  insert into way_in (token_hash, staff_id, expires_at)
    values (p_token_hash, first.staff_id, now() + make_interval(hours => p_hours));
  perform rowan_private.write_sign_in(first.staff_id, 'way-in.made', p_reference);
  return first.sign_in;
end
$$;

grant execute on function rowan_private.found_organisation, rowan_private.make_first_way_in to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
