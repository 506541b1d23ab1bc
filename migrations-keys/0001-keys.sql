-- The keys, in a database of their own: a back-up of the cases does not hold them, and they have short-lived
-- back-ups of their own, so that a destroyed key stays destroyed. Runs as the migrator.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values ('rowan_keys_owner', 'nologin'), ('rowan_keeper', 'login')) as roles (name, rights)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format(
        'create role %I nosuperuser nocreatedb nocreaterole noreplication nobypassrls %s',
        wanted.name, wanted.rights
      );
    end if;
  end loop;
  if not pg_has_role(current_user, 'rowan_keys_owner', 'set') then
    execute format('grant rowan_keys_owner to %I', current_user);
  end if;
end
$$;

do $$
declare
  here text := current_database();
begin
  execute format('revoke all on database %I from public', here);
  execute format('grant connect on database %I to rowan_keeper', here);
  execute format('alter role rowan_keeper in database %I set search_path = rowan_keys, pg_temp', here);
  execute format('alter role rowan_keeper in database %I set statement_timeout = ''10s''', here);
  execute format(
    'alter role rowan_keeper in database %I set idle_in_transaction_session_timeout = ''30s''', here
  );
end
$$;

revoke all on schema public from public;
create schema rowan_keys authorization rowan_keys_owner;
grant usage on schema rowan_keys, rowan_migration to rowan_keeper;
grant select on all tables in schema rowan_migration to rowan_keeper;

set local role rowan_keys_owner;
set local search_path = rowan_keys, pg_temp;

-- Each key wrapped by the master key, which the database never sees. Destroying a key deletes its row; the
-- grave says that it was not lost, and is replayed when a back-up is restored.
create table data_key (
  key_id uuid primary key,
  kind text not null check (kind <> ''),
  owner_id uuid not null unique,
  wrapped bytea not null,
  commitment bytea not null check (octet_length(commitment) = 32),
  made_at timestamptz not null default now()
);

create table grave (
  owner_id uuid primary key,
  key_id uuid not null,
  kind text not null,
  destroyed_at timestamptz not null default now()
);

-- By which a master key is known to be the right one.
create table master_key (
  is_the_one boolean primary key default true check (is_the_one),
  commitment bytea not null check (octet_length(commitment) = 32),
  made_at timestamptz not null default now()
);

grant select, insert, delete on data_key to rowan_keeper;
grant select, insert on grave, master_key to rowan_keeper;

reset role;
