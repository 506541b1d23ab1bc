-- Break glass: in an emergency somebody with the role of that name opens a case for four hours, with a reason
-- that others review. It is a relation like the others while it lasts; an exclusion shuts it too.

create table break_glass (
  break_glass_id uuid primary key,
  organisation_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  broken_at timestamptz not null default now(),
  ends_at timestamptz not null default now() + interval '4 hours',
  -- Under the case's key.
  why_cipher bytea not null,
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id),
  check (ends_at > broken_at and ends_at <= broken_at + interval '4 hours')
);
create index break_glass_by_staff on break_glass (staff_id, ends_at);
create index break_glass_by_case on break_glass (case_id, broken_at desc);
create index break_glass_by_time on break_glass (organisation_id, broken_at desc);

-- What became of it: whoever broke the glass may end it early; it is reviewed once, by somebody else; chased
-- while it is not, and once more.
create table break_glass_step (
  break_glass_step_id uuid primary key,
  break_glass_id uuid not null references break_glass,
  case_id uuid not null references case_record,
  kind text not null check (kind in ('ended', 'reviewed', 'chased', 'climbed')),
  by_staff uuid references staff,
  at timestamptz not null default now(),
  was_right boolean,
  words_cipher bytea,
  check (by_staff is not null or kind in ('ended', 'chased', 'climbed')),
  check (kind <> 'reviewed' or (was_right is not null and words_cipher is not null))
);
create index break_glass_step_by_break on break_glass_step (break_glass_id, kind);

do $$
declare
  named text;
begin
  foreach named in array array['break_glass', 'break_glass_step'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', named
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', named
    );
    execute format('grant select on %I to rowan_app', named);
    execute format('grant select, insert on %I to rowan_definer', named);
    execute format('create policy definer_select on %I for select to rowan_definer using (true)', named);
    execute format('create policy definer_insert on %I for insert to rowan_definer with check (true)', named);
    execute format(
      'create policy not_excluded on %I as restrictive for all to rowan_app
         using (case_id <> all (array(select rowan_private.my_exclusions())))', named
    );
  end loop;
end
$$;

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Whether a break of somebody's lasts now: of one case, of any where it is null.
create function rowan_private.breaks_glass_now(p_staff uuid, p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return exists (
    select from break_glass as b
    where b.staff_id = p_staff and b.ends_at > now() and (p_case is null or b.case_id = p_case)
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
      )
  );
end
$$;

-- The viewer where they may break the glass: a role that an administrator gives, and never has.
create function rowan_private.may_break_glass() returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.acting_staff() is not null and rowan_private.holds_role('break-glass')
$$;

-- The cases that an emergency is about, by the exact reference, or by all the words of a name together with a
-- date of birth. Nothing for whoever has not the role, and nothing that they are shut out of: both are as if
-- there were no such case. Never by the perpetrator's name.
create function rowan_private.find_for_emergency(p_reference text, p_name bytea, p_birth bytea)
returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 2
as $$
declare
  home uuid := rowan_private.viewer_organisation();
begin
  if not rowan_private.may_break_glass() then
    return;
  end if;
  return query
    select c.case_id from case_record as c
    where c.organisation_id = home
      and (c.reference = p_reference or c.case_id in (
        select cp.case_id from person_token as name
        join person_token as birth on birth.person_id = name.person_id
          and birth.purpose = 'birth' and birth.token = p_birth
        join case_person as cp on cp.person_id = name.person_id and cp.removed_at is null
          and cp.part in ('survivor', 'child')
        where name.organisation_id = home and name.purpose = 'name' and name.token = p_name
      ))
      and not rowan_private.is_excluded(c.case_id)
    order by c.recorded_at desc limit 5;
end
$$;

-- The lead, or, where there is none, whoever receives concerns; information governance; and the receivers
-- once more where nobody of these is left. Never whoever broke it.
create function rowan_private.who_hears_of_break(p_case uuid, p_by uuid) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  with home as (
    select c.organisation_id, o.receives_role, (
      select l.staff_id from case_lead as l where l.case_id = c.case_id order by l.case_lead_id desc limit 1
    ) as lead
    from case_record as c join organisation as o on o.organisation_id = c.organisation_id
    where c.case_id = p_case
  ), named (staff_id, is_fallback) as (
    select lead, false from home where lead is not null
    union
    select r.staff_id, r.role <> 'information-governance' and home.lead is not null
    from home join staff_role as r on r.organisation_id = home.organisation_id and r.ended_at is null
      and r.role in ('information-governance', home.receives_role)
  ), may as (
    select staff_id, bool_and(is_fallback) as is_fallback from named
    where staff_id <> p_by
      and rowan_private.is_current(staff_id) and not rowan_private.is_administrator(staff_id)
      and not exists (
        select from exclusion as e
        where e.case_id = p_case and e.staff_id = named.staff_id and e.lifted_at is null
      )
    group by staff_id
  )
  select staff_id from may
  where not is_fallback or not exists (select from may as other where not other.is_fallback)
$$;

-- By what people call a case, for whoever reads audits: they see that it is there, and nothing in it.
create function rowan_private.references_of(p_cases uuid[]) returns table (case_id uuid, reference text)
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  if rowan_private.acting_staff() is null or not rowan_private.holds_role('information-governance') then
    return;
  end if;
  return query
    select c.case_id, c.reference from case_record as c
    where c.case_id = any(p_cases) and c.organisation_id = rowan_private.viewer_organisation()
      and not rowan_private.is_excluded(c.case_id);
end
$$;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
