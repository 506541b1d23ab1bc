-- Where sealed words stand, and what keeps them whole while keys are renewed
-- (docs/decisions/0017-renewing-keys.md).

-- Every sealed column. A migration that adds some names their columns here and guards their table;
-- test/walls/catalogue.ts holds both against the schema.
create table sealed_column (
  table_name text not null,
  column_name text not null,
  -- Whose key it is, of the row t. Null where it is the installation's, which is not renewed: what it seals
  -- is gone within 12 hours.
  owner text,
  -- What is bound in with the words: a table, and the column of the row's id.
  bound_table text not null,
  bound_row text not null,
  primary key (table_name, column_name)
);

insert into sealed_column
select named.table_name, a.attname, named.owner, named.bound_table, named.bound_row
from (values
  ('break_glass', 't.case_id', 'break_glass', 'break_glass_id'),
  ('break_glass_step', 't.case_id', 'break_glass_step', 'break_glass_step_id'),
  ('case_closing', 't.case_id', 'case_closing', 'case_closing_id'),
  ('concern_step', 't.case_id', 'concern_step', 'concern_step_id'),
  ('directory_report', 't.organisation_id', 'directory_report', 'directory_report_id'),
  ('draft', 't.draft_id', 'draft', 'draft_id'),
  ('exclusion', 't.case_id', 'exclusion', 'exclusion_id'),
  ('note', 't.case_id', 'note', 'note_id'),
  ('passkey', 't.organisation_id', 'passkey', 'passkey_id'),
  ('person', 't.person_id', 'person', 'person_id'),
  ('person_before', 't.person_id', 'person', 'person_id'),
  ('safe_contact', 't.case_id', 'safe_contact', 'safe_contact_id'),
  ('session', null, 'session', 'token_hash'),
  ('sign_in_errand', null, 'sign_in_errand', 'token_hash'),
  ('staff', 't.organisation_id', 'staff', 'staff_id'),
  ('task_step', 't.case_id', 'task_step', 'task_step_id'),
  ('unusual_reading_step',
    '(select r.organisation_id from unusual_reading as r where r.unusual_reading_id = t.unusual_reading_id)',
    'unusual_reading_step', 'unusual_reading_step_id')
) as named (table_name, owner, bound_table, bound_row)
join pg_attribute as a on a.attrelid = named.table_name::regclass and a.attname like '%\_cipher';

create index task_step_with_words on task_step (case_id) where why_cipher is not null;

-- A key that another takes the place of. Once it is retired, nothing is sealed with it any more.
create table key_renewal (
  old_key uuid primary key,
  new_key uuid not null,
  owner_id uuid not null,
  begun_at timestamptz not null default now(),
  retired_at timestamptz
);
alter table key_renewal enable row level security;
alter table key_renewal force row level security;
grant select, insert on key_renewal to rowan_definer;
grant update (retired_at) on key_renewal to rowan_definer;
create policy definer_select on key_renewal for select to rowan_definer using (true);
create policy definer_insert on key_renewal for insert to rowan_definer with check (true);
create policy definer_update on key_renewal for update to rowan_definer using (true);
grant select on sealed_column to rowan_definer;

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- What a sealed text names: its version, and then its key.
create function rowan_private.key_of(p_cipher bytea) returns uuid
language sql immutable
as $$
  select case when octet_length(p_cipher) > 16 then encode(substring(p_cipher from 2 for 16), 'hex')::uuid end
$$;

-- Nothing is written that was sealed with a key that is retired: nobody could read it once the key is
-- destroyed. Whoever retires keys waits for all that are writing, and those who come after see it.
create function rowan_private.refuse_retired_key() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  written jsonb := to_jsonb(new);
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('retiring', 0));
  if exists (
    select from unnest(tg_argv) as named
    join key_renewal as r on r.old_key = rowan_private.key_of((written ->> named)::bytea)
    where r.retired_at is not null and written ->> named is distinct from before ->> named
  ) then
    raise exception 'what was to be written into % is sealed with a key that is retired', tg_table_name
      using errcode = 'serialization_failure';
  end if;
  return new;
end
$$;

grant execute on function rowan_private.refuse_retired_key to rowan_owner;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

-- For each table with sealed words, once its columns are named.
create function rowan_private.guard_sealed(p_table text) returns void
language plpgsql set search_path = rowan, pg_temp
as $$
declare
  columns text;
  named text;
begin
  select string_agg(quote_ident(column_name), ', '), string_agg(quote_literal(column_name), ', ')
    into columns, named from sealed_column where table_name = p_table;
  execute format(
    'create trigger seal_with_live_key before insert or update of %s on %I
       for each row execute function rowan_private.refuse_retired_key(%s)', columns, p_table, named
  );
  -- What is written once is kept as it is; of the rest, the words are.
  if not exists (select from pg_trigger where tgrelid = p_table::regclass and tgname = 'keep_rows') then
    execute format(
      'create trigger keep_words before update of %s on %I for each row
         when (current_user = ''rowan_definer'') execute function rowan_private.refuse_rewriting()',
      columns, p_table
    );
  end if;
end
$$;

-- What was known of somebody before is copied as it was sealed: it may be under a key that was just retired,
-- until it is sealed again with the rest.
select rowan_private.guard_sealed(table_name)
from (
  select distinct table_name from sealed_column where table_name <> 'person_before' and owner is not null
);
