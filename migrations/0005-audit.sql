-- The audit: a row for every reading and every act, chained by hashes so that a change shows. Events of a
-- case hang on that case's chain, the others on one of sixteen by member of staff: one chain for everything
-- would make every act in the partnership wait for every other.

create table audit_head (
  chain text primary key,
  seq bigint not null check (seq >= 0),
  hash bytea not null check (octet_length(hash) = 32)
);

create table audit_event (
  event_id uuid primary key,
  organisation_id uuid not null references organisation,
  chain text not null references audit_head,
  seq bigint not null check (seq > 0),
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  case_id uuid references case_record,
  staff_id uuid references staff,
  -- The relation to the case, or the role, by which it was done.
  acting_as text not null check (acting_as <> ''),
  verb text not null check (verb <> ''),
  -- Words that somebody gave as a reason, as a commitment under the case's key: erasing the key leaves the
  -- chain whole.
  reason_commitment bytea,
  at timestamptz not null,
  -- The reference of the request.
  reference text not null,
  cases_shown uuid[] not null default '{}',
  unique (chain, seq)
);
create index audit_event_by_case on audit_event (case_id, at desc) where case_id is not null;
create index audit_event_by_staff on audit_event (staff_id, at desc);
create index audit_event_by_time on audit_event (organisation_id, at desc);

-- Rights already forbid it to the application; this forbids it to the owner and to a later mistake.
create function rowan_private.refuse_rewriting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'rows of % are kept as they were written', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

do $$
declare
  kept text;
begin
  foreach kept in array array[
    'audit_event', 'note', 'advice', 'concern_step', 'task_step', 'case_opening', 'case_lead', 'sign_seen',
    'hidden_match'
  ]
  loop
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', kept
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', kept
    );
  end loop;
end
$$;

-- What the definer's functions need, and no more. Each of its policies is on a table that only they read so;
-- none of them asks a function, so none recurses.
grant usage on schema rowan_private to rowan_app, rowan_definer;
grant select on
  organisation, team, staff, staff_role, cover, session, sign_in_failure, sign_in_place,
  case_record, case_opening, case_lead, case_team, exclusion, person, case_person, person_token,
  hidden_match, audit_head
  to rowan_definer;
grant select (note_id, case_id, written_by) on note to rowan_definer;
grant insert on
  organisation, team, staff, staff_role, session, sign_in_failure, sign_in_place,
  hidden_match, message, audit_head, audit_event
  to rowan_definer;
grant update (last_seen_at, ended_at) on session to rowan_definer;
grant update (failures, last_at) on sign_in_failure to rowan_definer;
grant update (last_at) on sign_in_place to rowan_definer;
grant update (seq, hash) on audit_head to rowan_definer;
grant delete on sign_in_failure to rowan_definer;

do $$
declare
  wanted record;
begin
  for wanted in
    select table_name, privilege_type
    from information_schema.role_table_grants
    where grantee = 'rowan_definer' and table_schema = 'rowan'
    union
    select table_name, privilege_type
    from information_schema.role_column_grants
    where grantee = 'rowan_definer' and table_schema = 'rowan'
      and privilege_type in ('SELECT', 'UPDATE')
  loop
    execute format(
      'create policy %I on %I for %s to rowan_definer %s',
      'definer_' || lower(wanted.privilege_type), wanted.table_name, wanted.privilege_type,
      case wanted.privilege_type when 'INSERT' then 'with check (true)' else 'using (true)' end
    );
  end loop;
end
$$;

do $$
declare
  walled text;
begin
  for walled in
    select relname from pg_class
    where relnamespace = 'rowan'::regnamespace and relkind = 'r'
      and relname not in ('policy_version', 'policy_proof')
  loop
    execute format('alter table %I enable row level security', walled);
    execute format('alter table %I force row level security', walled);
  end loop;
end
$$;
