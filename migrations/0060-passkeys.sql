-- Passkeys (WebAuthn): a key pair whose secret half stays with somebody's phone or computer. The database
-- has the public half, which no role but the definer reads; the rest is its owner's own row.

create table passkey (
  passkey_id uuid primary key,
  organisation_id uuid not null,
  staff_id uuid not null,
  -- What its owner calls it, under the organisation's key.
  name_cipher bytea not null,
  credential_id bytea not null check (octet_length(credential_id) between 16 and 1023),
  public_key bytea not null,
  -- As the device counts its signatures; 0 for ever where it does not count. It never goes back.
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null default '{}',
  made_at timestamptz not null default now(),
  last_used_at timestamptz,
  removed_at timestamptz,
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);
create unique index passkey_by_credential on passkey (credential_id);
create index passkey_by_staff on passkey (staff_id) where removed_at is null;
alter table passkey enable row level security;
alter table passkey force row level security;
-- By which passkey somebody came in, so that it ends with it.
alter table session add column passkey_id uuid references passkey;

grant select (
  passkey_id, staff_id, name_cipher, credential_id, transports, made_at, last_used_at, removed_at
) on passkey to rowan_app;
create policy own on passkey for select to rowan_app using (staff_id = rowan_private.current_staff());
grant select, insert on passkey to rowan_definer;
grant update (sign_count, last_used_at, removed_at) on passkey to rowan_definer;
create policy definer_select on passkey for select to rowan_definer using (true);
create policy definer_insert on passkey for insert to rowan_definer with check (true);
create policy definer_update on passkey for update to rowan_definer using (true);
grant update (passkey_id) on session to rowan_definer;
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- Whoever's way in changes is told, whoever changed it.
create function rowan_private.tell_of_way_in(p_staff uuid, p_kind text) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  insert into message (message_id, organisation_id, to_staff, kind)
    select uuidv7(), organisation_id, staff_id, p_kind from staff where staff_id = p_staff
$$;

-- False where the device has made this one before, for anybody.
create function rowan_private.keep_passkey(p_staff uuid, p_passkey jsonb) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  p passkey := jsonb_populate_record(null::passkey, p_passkey);
begin
  insert into passkey (
    passkey_id, organisation_id, staff_id, name_cipher, credential_id, public_key, sign_count, transports
  )
    select p.passkey_id, s.organisation_id, s.staff_id, p.name_cipher, p.credential_id, p.public_key,
      p.sign_count, p.transports
    from staff as s where s.staff_id = p_staff
    on conflict (credential_id) do nothing;
  if not found then
    return false;
  end if;
  perform rowan_private.tell_of_way_in(p_staff, 'passkey-added');
  return true;
end
$$;

create function rowan_private.add_passkey(p_passkey jsonb) returns boolean
language sql security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.current_staff() is not null
    and rowan_private.keep_passkey(rowan_private.current_staff(), p_passkey)
$$;

-- Sessions that began with it end, but for the one that asks. p_is_only_way: the viewer has no other way in
-- than passkeys, so that the last of them stays.
create function rowan_private.remove_passkey(p_passkey uuid, p_is_only_way boolean, p_token_hash bytea)
returns text
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid := rowan_private.current_staff();
begin
  -- Two removals at once would each count the other's.
  perform from staff where staff_id = who for update;
  if not exists (
    select from passkey where passkey_id = p_passkey and staff_id = who and removed_at is null
  ) then
    return 'not-there';
  end if;
  if p_is_only_way and not exists (
    select from passkey where passkey_id <> p_passkey and staff_id = who and removed_at is null
  ) then
    return 'last';
  end if;
  update passkey set removed_at = now() where passkey_id = p_passkey;
  update session set ended_at = now()
    where passkey_id = p_passkey and ended_at is null and token_hash <> p_token_hash;
  perform rowan_private.tell_of_way_in(who, 'passkey-removed');
  return 'removed';
end
$$;

-- Whether somebody has a password and a passkey: for themselves, and for their administrator.
create function rowan_private.ways_of(p_staff uuid, out has_password boolean, out has_passkey boolean)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.password_hash is not null,
    exists (select from passkey as p where p.staff_id = s.staff_id and p.removed_at is null)
  from staff as s
  where s.staff_id = p_staff
    and (s.staff_id = rowan_private.current_staff() or rowan_private.administers(s.organisation_id))
$$;

-- An attempt, counted with those by password. Without a key: nobody has this passkey, or one has to wait.
create function rowan_private.begin_passkey(
  p_credential_id bytea, p_address bytea,
  out staff_id uuid, out council text, out public_key bytea, out sign_count bigint, out wait_seconds integer
)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  name text;
begin
  select s.staff_id, s.sign_in, o.council, p.public_key, p.sign_count
    into staff_id, name, council, public_key, sign_count
    from passkey as p
    join staff as s on s.staff_id = p.staff_id and (s.left_on is null or s.left_on > current_date)
    join organisation as o on o.organisation_id = s.organisation_id
    where p.credential_id = p_credential_id and p.removed_at is null;
  select begun.wait_seconds into wait_seconds
    from rowan_private.begin_sign_in(coalesce(name, ''), p_address) as begun;
  if wait_seconds > 0 then
    public_key := null;
  end if;
end
$$;

-- Null where it was removed meanwhile, or has counted back: then there are two of it, and one is not its
-- owner's. p_before: the session that this one follows, with whose end the council's own sign-in ends too.
create function rowan_private.accept_passkey(
  p_credential_id bytea, p_sign_count bigint, p_address bytea, p_token_hash bytea, p_before bytea,
  p_browser text, p_reference text
) returns uuid
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who record;
begin
  update passkey as p set sign_count = p_sign_count, last_used_at = now()
    from staff as s
    where p.credential_id = p_credential_id and p.removed_at is null and s.staff_id = p.staff_id
      and (p_sign_count > p.sign_count or (p_sign_count = 0 and p.sign_count = 0))
      and (s.left_on is null or s.left_on > current_date)
    returning s.staff_id, s.sign_in, p.passkey_id into who;
  if who.staff_id is null then
    return null;
  end if;
  perform rowan_private.accept_sign_in(who.sign_in, p_address, p_token_hash, p_browser, p_reference);
  update session set passkey_id = who.passkey_id, provider = (
    select before.provider from session as before
    where before.token_hash = p_before and before.staff_id = who.staff_id
  ) where token_hash = p_token_hash;
  return who.staff_id;
end
$$;

-- Whom a way in is for; nothing where it was used, has run out, or never was.
drop function rowan_private.find_way_in;
create function rowan_private.find_way_in(
  p_token_hash bytea, out staff_id uuid, out organisation_id uuid, out council text, out sign_in text
)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.staff_id, s.organisation_id, o.council, s.sign_in from way_in as w
  join staff as s on s.staff_id = w.staff_id
  join organisation as o on o.organisation_id = s.organisation_id
  where w.token_hash = p_token_hash and w.used_at is null and w.expires_at > now()
    and (s.left_on is null or s.left_on > current_date)
$$;

-- Whoever was in with what was there before is out, and their passkeys let nobody in any more: whoever needed
-- a way in had lost one.
create function rowan_private.use_way_in(p_token_hash bytea, p_reference text) returns uuid
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
    return null;
  end if;
  update session set ended_at = now() where staff_id = who and ended_at is null;
  update passkey set removed_at = now() where staff_id = who and removed_at is null;
  if found then
    perform rowan_private.tell_of_way_in(who, 'passkey-removed');
  end if;
  perform rowan_private.write_sign_in(who, 'way-in.taken', p_reference);
  return who;
end
$$;

create or replace function rowan_private.take_way_in(
  p_token_hash bytea, p_password_hash text, p_reference text
) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid := rowan_private.use_way_in(p_token_hash, p_reference);
begin
  update staff set password_hash = p_password_hash where staff_id = who;
  return who is not null;
end
$$;

create function rowan_private.take_way_in_by_passkey(
  p_token_hash bytea, p_passkey jsonb, p_reference text
) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid := rowan_private.use_way_in(p_token_hash, p_reference);
begin
  if who is null then
    return false;
  end if;
  if not rowan_private.keep_passkey(who, p_passkey) then
    raise exception 'a passkey that was made before' using errcode = 'unique_violation';
  end if;
  perform rowan_private.write_sign_in(who, 'passkey.added', p_reference);
  return true;
end
$$;

grant execute on function
  rowan_private.add_passkey, rowan_private.remove_passkey, rowan_private.ways_of,
  rowan_private.begin_passkey, rowan_private.accept_passkey, rowan_private.find_way_in,
  rowan_private.take_way_in_by_passkey
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
