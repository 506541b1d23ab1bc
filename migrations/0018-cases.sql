-- What a case needs once it is under way: danger as it was last said, what was known of people before,
-- safe contact, closing and reopening; and what a council's pack says of who opens and who never leads.

-- Whether somebody is in danger follows the newest facts, so that lists and the job that climbs have an
-- index. The advices keep what was said before. Null is "when it was recorded".
alter table case_record add column danger_said_at timestamptz;
grant update (danger, danger_said_at) on case_record to rowan_app;
create policy relation_says on case_record for update to rowan_app
  using (rowan_private.sees_case(case_id)) with check (true);

-- Which fact was added or taken back, by its name; null where all of them were said. Whoever recorded an
-- opened case adds to it without seeing what others said: what is known is what everybody said, in turn.
alter table advice add column said jsonb;

-- A task of a case that is closed may end without having been done, with the reason.
alter table task_step drop constraint task_step_kind_check;
alter table task_step add constraint task_step_kind_check
  check (kind in ('done', 'reopened', 'handed-on', 'climbed', 'ended'));

-- What was known of a person before it was changed: a trigger keeps it, so that no way of changing loses
-- it.
create table person_before (
  person_id uuid not null,
  organisation_id uuid not null,
  version integer not null,
  full_name_cipher bytea,
  known_as_cipher bytea,
  description_cipher bytea,
  date_of_birth_cipher bytea,
  phone_cipher bytea,
  address_cipher bytea,
  words_for_self_cipher bytea,
  words_for_other_cipher bytea,
  needs_cipher bytea,
  changed_by uuid not null references staff,
  changed_at timestamptz not null default now(),
  primary key (person_id, version),
  foreign key (organisation_id, person_id) references person (organisation_id, person_id)
);

-- Somebody taken out of a case was added by mistake, and can be put back.
alter table case_person add column removed_by uuid references staff;
grant update (removed_by) on case_person to rowan_app;
drop policy through_case_unlinks on case_person;
create policy through_case_unlinks on case_person for update to rowan_app
  using (rowan_private.sees_whole_case(case_id))
  with check (removed_at is not null and removed_by = rowan_private.acting_staff());

-- The ways, days, times and words that the survivor has said are safe, under the case's key. The newest
-- row counts; one without a way takes the agreement back.
create table safe_contact (
  safe_contact_id uuid primary key,
  case_id uuid not null references case_record,
  written_by uuid not null references staff,
  written_at timestamptz not null default now(),
  ways_cipher bytea not null
);
create index safe_contact_newest on safe_contact (case_id, written_at desc, safe_contact_id desc);

create table case_closing (
  case_closing_id uuid primary key,
  case_id uuid not null references case_opening,
  kind text not null check (kind in ('closed', 'reopened')),
  by_staff uuid not null references staff,
  at timestamptz not null default now(),
  why_cipher bytea not null,
  -- Why it is closed although somebody is in danger.
  over_danger_cipher bytea
);
create index case_closing_newest on case_closing (case_id, at desc, case_closing_id desc);
create index case_closing_by_time on case_closing (at desc, case_id) where kind = 'closed';

do $$
declare
  named text;
begin
  foreach named in array array['person_before', 'safe_contact', 'case_closing'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('grant select on %I to rowan_app', named);
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', named
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', named
    );
  end loop;
  -- Of an opened case, its recorder who is nothing else sees what they wrote themselves.
  foreach named in array array['safe_contact.written_by', 'case_closing.by_staff'] loop
    execute format(
      'create policy not_excluded on %I as restrictive for all to rowan_app
         using (case_id <> all (array(select rowan_private.my_exclusions())))', split_part(named, '.', 1)
    );
    execute format(
      'create policy relation on %I for select to rowan_app
         using (rowan_private.relates(
           case_id, (select rowan_private.my_standing()), %I is distinct from rowan_private.viewer()
         ))',
      split_part(named, '.', 1), split_part(named, '.', 2)
    );
  end loop;
end
$$;
create policy through_case on person_before for select to rowan_app
  using (rowan_private.sees_person(person_id));

grant select, insert on person_before to rowan_definer;
create policy definer_insert on person_before for insert to rowan_definer with check (true);
grant select on case_closing to rowan_definer;
create policy definer_select on case_closing for select to rowan_definer using (true);
grant update (receives_role, opens_services, never_leads_services) on organisation to rowan_definer;
create policy definer_update on organisation for update to rowan_definer using (true);

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

create function rowan_private.keep_person_before() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  insert into person_before (
    person_id, organisation_id, version, full_name_cipher, known_as_cipher, description_cipher,
    date_of_birth_cipher, phone_cipher, address_cipher, words_for_self_cipher, words_for_other_cipher,
    needs_cipher, changed_by
  ) values (
    old.person_id, old.organisation_id, old.version, old.full_name_cipher, old.known_as_cipher,
    old.description_cipher, old.date_of_birth_cipher, old.phone_cipher, old.address_cipher,
    old.words_for_self_cipher, old.words_for_other_cipher, old.needs_cipher, rowan_private.viewer()
  );
  return new;
end
$$;

-- As in 0008; and whoever sees the whole of a case sees those who were taken out of it too.
create or replace function rowan_private.sees_person(p_person uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
begin
  if me is null then
    return false;
  end if;
  return exists (
    select from case_person as cp
    where cp.person_id = p_person
      and case when cp.added_by = me and cp.removed_at is null
        then rowan_private.sees_case(cp.case_id) else rowan_private.sees_whole_case(cp.case_id) end
  ) or exists (
    select from person as p
    where p.person_id = p_person and p.created_by = me
      and not exists (select from case_person where person_id = p_person)
  );
end
$$;

create function rowan_private.is_closed(p_case uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select coalesce((
    select kind = 'closed' from case_closing where case_id = p_case
    order by at desc, case_closing_id desc limit 1
  ), false)
$$;

-- As in 0009; what Rowan itself does for a whole council has a chain of its own.
create or replace function rowan_private.write_audit(p_event audit_event) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  written audit_event := p_event;
begin
  written.event_id := uuidv7();
  written.chain := coalesce(
    'case:' || p_event.case_id, 'staff:' || get_byte(uuid_send(p_event.staff_id), 15) % 16,
    'organisation:' || p_event.organisation_id
  );
  insert into audit_head (chain, seq, hash)
    values (written.chain, 0, sha256(convert_to(written.chain, 'UTF8')))
    on conflict (chain) do nothing;
  select head.seq + 1, head.hash into written.seq, written.previous_hash
    from audit_head as head where head.chain = written.chain for update;
  written.at := clock_timestamp();
  written.hash := rowan_private.hash_event(written);
  insert into audit_event select written.*;
  update audit_head set seq = written.seq, hash = written.hash where chain = written.chain;
end
$$;

-- Takes over what the pack in force says of who receives concerns, who opens cases and who never leads
-- one. It is the start-up's, so nobody is the viewer.
create function rowan_private.follow_pack(
  p_council text, p_receives text, p_opens text[], p_never_leads text[]
) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  event audit_event;
begin
  update organisation as o
    set receives_role = p_receives, opens_services = p_opens, never_leads_services = p_never_leads
    where o.council = p_council
      and (o.receives_role, o.opens_services, o.never_leads_services)
        is distinct from (p_receives, p_opens, p_never_leads)
    returning o.organisation_id into event.organisation_id;
  if event.organisation_id is null then
    return false;
  end if;
  event.acting_as := 'rowan';
  event.verb := 'organisation.followed-pack';
  event.reference := 'start';
  event.cases_shown := '{}';
  perform rowan_private.write_audit(event);
  return true;
end
$$;

grant execute on function rowan_private.is_closed, rowan_private.follow_pack to rowan_app;
grant execute on function rowan_private.keep_person_before to rowan_owner;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
create trigger keep_before before update on person
  for each row execute function rowan_private.keep_person_before();

grant insert on safe_contact, case_closing to rowan_app;
create policy own_agreement on safe_contact for insert to rowan_app
  with check (written_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id));
-- Whoever leads, manages or receives closes it; whoever sees it opens it again, for what they are told
-- next must not be lost. Danger is never closed over in silence.
create policy answers_for_case on case_closing for insert to rowan_app
  with check (
    by_staff = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    and case kind
      when 'reopened' then rowan_private.is_closed(case_id)
      else not rowan_private.is_closed(case_id)
        and rowan_private.relation_to(case_id) in ('lead', 'receiver', 'manager')
        and (over_danger_cipher is not null or not exists (
          select from case_record as c where c.case_id = case_closing.case_id and c.danger
        ))
    end
  );
