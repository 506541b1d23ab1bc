-- Signing in where a council's own identity provider says who somebody is (OpenID Connect). A person is whom
-- issuer and subject say; the first time, whoever has the address that the provider has checked.

create table identity_link (
  issuer text not null check (issuer <> ''),
  subject text not null check (subject <> ''),
  staff_id uuid not null references staff,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index identity_link_by_staff on identity_link (staff_id);
-- What somebody was about to do when they went to their provider, sealed; it is taken once.
create table sign_in_errand (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  errand_cipher bytea not null,
  made_at timestamptz not null default now()
);
alter table session add column provider text check (provider <> '');

do $$
declare
  named text;
begin
  foreach named in array array['identity_link', 'sign_in_errand'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('grant select, insert on %I to rowan_definer', named);
    execute format(
      'create policy definer_select on %I for select to rowan_definer using (true)', named
    );
    execute format(
      'create policy definer_insert on %I for insert to rowan_definer with check (true)', named
    );
    execute format('create policy definer_delete on %I for delete to rowan_definer using (true)', named);
    execute format('grant delete on %I to rowan_definer', named);
  end loop;
end
$$;
grant update (provider) on session to rowan_definer;
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

create function rowan_private.begin_errand(p_token_hash bytea, p_errand bytea) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  delete from sign_in_errand where made_at < now() - interval '10 minutes';
  insert into sign_in_errand (token_hash, errand_cipher) values (p_token_hash, p_errand);
end
$$;

create function rowan_private.take_errand(p_token_hash bytea) returns bytea
language sql security definer set search_path = rowan, pg_temp
as $$
  delete from sign_in_errand where token_hash = p_token_hash and made_at > now() - interval '10 minutes'
  returning errand_cipher
$$;

-- Of the roles that a council's settings map groups to, somebody has those of their groups and no others.
create function rowan_private.follow_groups(
  p_staff uuid, p_mapped text[], p_roles text[], p_reference text
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from staff where staff_id = p_staff);
  changed text;
begin
  for changed in
    update staff_role set ended_at = now()
    where staff_id = p_staff and ended_at is null and role = any(p_mapped) and role <> all(p_roles)
    returning role
  loop
    insert into staff_change (organisation_id, staff_id, kind, what, reference)
      values (home, p_staff, 'role-ended', changed, p_reference);
    perform rowan_private.write_sign_in(p_staff, 'role.ended', p_reference);
    perform rowan_private.free_tasks_of(p_staff);
  end loop;
  for changed in
    select given from unnest(p_roles) as given
    where not exists (
      select from staff_role where staff_id = p_staff and role = given and ended_at is null
    )
  loop
    insert into staff_role (organisation_id, staff_id, role) values (home, p_staff, changed);
    insert into staff_change (organisation_id, staff_id, kind, what, reference)
      values (home, p_staff, 'role-given', changed, p_reference);
    perform rowan_private.write_sign_in(p_staff, 'role.given', p_reference);
  end loop;
end
$$;

-- Null where nobody here is whom the provider names. Nobody is made by signing in.
create function rowan_private.accept_identity(
  p_council text, p_issuer text, p_subject text, p_email_token bytea, p_mapped text[], p_roles text[],
  p_address bytea, p_token_hash bytea, p_browser text, p_reference text
) returns uuid
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  select s.staff_id into who from identity_link as l
    join staff as s on s.staff_id = l.staff_id
    join organisation as o on o.organisation_id = s.organisation_id and o.council = p_council
    where l.issuer = p_issuer and l.subject = p_subject and (s.left_on is null or s.left_on > current_date);
  if who is null and exists (
    select from identity_link where issuer = p_issuer and subject = p_subject
  ) then
    return null;
  end if;
  if who is null then
    -- One alone, and not linked to another already: an address that two have is nobody's.
    select (array_agg(s.staff_id))[1] into who from staff as s
      join organisation as o on o.organisation_id = s.organisation_id and o.council = p_council
      where s.email_token = p_email_token and (s.left_on is null or s.left_on > current_date)
      having count(*) = 1;
    if who is null or exists (
      select from identity_link where staff_id = who and issuer = p_issuer
    ) then
      return null;
    end if;
    insert into identity_link (issuer, subject, staff_id) values (p_issuer, p_subject, who);
    perform rowan_private.write_sign_in(who, 'identity.linked', p_reference);
  end if;
  perform rowan_private.follow_groups(who, p_mapped, p_roles, p_reference);
  perform rowan_private.open_session(who, p_address, p_token_hash, p_browser, p_reference);
  update session set provider = p_council where token_hash = p_token_hash;
  return who;
end
$$;

-- Under whose key an address is looked for. Which councils there are is no secret.
create function rowan_private.organisation_of(p_council text) returns uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$ select organisation_id from organisation where council = p_council $$;

create function rowan_private.provider_of_session(p_token_hash bytea) returns text
language sql stable security definer set search_path = rowan, pg_temp
as $$ select provider from session where token_hash = p_token_hash $$;

grant execute on function
  rowan_private.begin_errand, rowan_private.take_errand, rowan_private.accept_identity,
  rowan_private.provider_of_session, rowan_private.organisation_of
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
