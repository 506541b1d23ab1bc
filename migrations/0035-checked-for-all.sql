-- A number is public, and so is how far it can be relied on: whoever is not signed in is told that a council
-- asked the service, and when. Who asked is the council's own to know.

grant select on directory_confirmation to rowan_definer;
create policy definer_select on directory_confirmation for select to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

create function rowan_private.public_confirmations()
returns table (service text, fingerprint text, asked_on text)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  with newest as (
    select distinct on (organisation_id, service) service, kind, fingerprint, asked_on
    from directory_confirmation
    order by organisation_id, service, directory_confirmation_id desc
  )
  select distinct on (service) service, fingerprint, asked_on::text
  from newest where kind = 'confirmed' order by service, newest.asked_on desc
$$;

revoke execute on function rowan_private.public_confirmations() from public;
grant execute on function rowan_private.public_confirmations() to rowan_app;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
