-- The roles and the schema that every later table stands in. This migration runs as the migrator itself;
-- those that follow run as rowan_owner. Roles belong to the whole server, so another Rowan database there
-- may have made them.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      -- Owns everything and signs in nowhere. Under FORCE ROW LEVEL SECURITY even it sees no row without a
      -- policy.
      ('rowan_owner', 'nologin'),
      -- The application: owns nothing, bypasses nothing.
      ('rowan_app', 'login'),
      -- Owns the few private functions that need more than the application has, under narrow policies of its
      -- own.
      ('rowan_definer', 'nologin'),
      -- The job worker.
      ('rowan_worker', 'login'),
      -- Back-ups must be whole, so this role alone reads past row security. It signs in from the back-up
      -- host only.
      ('rowan_backup', 'login bypassrls')
    ) as roles (name, rights)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format(
        'create role %I nosuperuser nocreatedb nocreaterole noreplication %s %s',
        wanted.name, wanted.rights, case when wanted.rights like '%bypassrls%' then '' else 'nobypassrls' end
      );
    end if;
  end loop;
end
$$;

-- The migrator acts as the owner; on a server where it is no superuser it needs to be told so.
do $$
begin
  if not pg_has_role(current_user, 'rowan_owner', 'set') then
    execute format('grant rowan_owner to %I', current_user);
  end if;
end
$$;

do $$
declare
  here text := current_database();
begin
  execute format('revoke all on database %I from public', here);
  execute format('grant connect on database %I to rowan_app, rowan_worker, rowan_backup', here);
  -- pg_temp is named last, because unnamed it comes first and a temporary table could stand in for a real
  -- one.
  execute format('alter role rowan_app in database %I set search_path = rowan, pg_temp', here);
  execute format('alter role rowan_worker in database %I set search_path = rowan, pg_temp', here);
  execute format('alter role rowan_backup in database %I set search_path = rowan, pg_temp', here);
  -- The server ends what takes too long; the driver's own time-out would leave the query running.
  execute format('alter role rowan_app in database %I set statement_timeout = ''10s''', here);
  execute format('alter role rowan_app in database %I set lock_timeout = ''5s''', here);
  execute format(
    'alter role rowan_app in database %I set idle_in_transaction_session_timeout = ''30s''', here
  );
end
$$;

revoke all on schema public from public;

create schema rowan authorization rowan_owner;
create schema rowan_private authorization rowan_owner;
grant usage on schema rowan to rowan_app, rowan_worker, rowan_backup, rowan_definer;

-- The application looks at start-up whether every migration has been applied.
grant usage on schema rowan_migration to rowan_app, rowan_backup;
grant select on all tables in schema rowan_migration to rowan_app, rowan_backup;

-- Functions are open to everybody by default, and default rights can only be taken away for all schemas at
-- once.
alter default privileges for role rowan_owner revoke execute on functions from public;
alter default privileges for role rowan_definer revoke execute on functions from public;
alter default privileges for role rowan_owner revoke usage on types from public;
alter default privileges for role rowan_owner in schema rowan grant select on tables to rowan_backup;
alter default privileges for role rowan_owner in schema rowan grant select on sequences to rowan_backup;

set local role rowan_owner;
set local search_path = rowan, pg_temp;

-- Which version of a council's policy was in force when. "council" is the policy pack's name, not an
-- organisation of the partnership: these two tables hold no council's, case's or person's data, and so need
-- no row security.
create table policy_version (
  council text not null check (council <> ''),
  version text not null check (version <> ''),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  in_force_from date not null,
  in_force_to date,
  loaded_at timestamptz not null default now(),
  primary key (council, content_hash),
  check (in_force_to is null or in_force_to >= in_force_from)
);

-- One row for each time that a policy's invariants were proved, whether they held or not.
create table policy_proof (
  policy_proof_id bigint generated always as identity primary key,
  council text not null check (council <> ''),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  invariants_proved integer not null check (invariants_proved >= 0),
  invariants_failed integer not null check (invariants_failed >= 0),
  situations_enumerated bigint not null check (situations_enumerated >= 0),
  agreed boolean not null,
  failures text[] not null default '{}',
  seconds numeric not null check (seconds >= 0),
  check (finished_at >= started_at)
);
create index policy_proof_by_policy on policy_proof (council, content_hash, finished_at desc);

-- Append-only: what was in force and what was proved is not rewritten.
grant select, insert on policy_version, policy_proof to rowan_app;

reset role;
