-- What the policies ask besides the relation itself, the lists of one's own cases, and a case's reference.

reset role;
set local role rowan_definer;

create function rowan_private.is_colleague(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff
    where staff_id = p_staff and organisation_id = rowan_private.viewer_organisation()
      and (left_on is null or left_on > current_date)
  )
$$;

create function rowan_private.administers(p_organisation uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select p_organisation = rowan_private.viewer_organisation()
    and rowan_private.is_administrator(rowan_private.current_staff())
$$;

create function rowan_private.holds_role(p_role text) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff_role
    where staff_id = rowan_private.current_staff() and role = p_role and ended_at is null
  )
$$;

create function rowan_private.manages(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff where staff_id = p_staff and manager_id = rowan_private.acting_staff()
  )
$$;

-- Whoever receives concerns opens a case; so does the recorder of a disclosure in a team that the council
-- named for it.
create function rowan_private.may_open_case(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text := rowan_private.relation_to(p_case);
begin
  if relation is null or exists (select from case_opening where case_id = p_case) then
    return false;
  end if;
  return relation = 'receiver' or exists (
    select from case_record as c
    join organisation as o on o.organisation_id = c.organisation_id
    join staff as s on s.staff_id = c.recorded_by
    join team as t on t.team_id = s.team_id
    where c.case_id = p_case and c.recorded_by = rowan_private.acting_staff()
      and c.situation = 'disclosure' and t.service = any(o.opens_services)
  );
end
$$;

-- Who names the lead and the team, and lifts an exclusion. In the transaction that opens a case, its opener.
create function rowan_private.may_steer(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text := rowan_private.relation_to(p_case);
begin
  if relation is null then
    return false;
  end if;
  return relation in ('lead', 'receiver', 'manager') or exists (
    select from case_opening as opening
    where opening.case_id = p_case and opening.opened_by = rowan_private.acting_staff()
      and not exists (select from case_lead where case_id = p_case)
  );
end
$$;

-- Whether somebody may be given work in a case at all.
create function rowan_private.may_join(p_case uuid, p_staff uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.is_colleague(p_staff) and not rowan_private.is_administrator(p_staff)
    and not exists (
      select from exclusion where case_id = p_case and staff_id = p_staff and lifted_at is null
    );
end
$$;

create function rowan_private.may_lead(p_case uuid, p_staff uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.may_join(p_case, p_staff) and not exists (
    select from staff as s
    join team as t on t.team_id = s.team_id
    join organisation as o on o.organisation_id = s.organisation_id
    where s.staff_id = p_staff and t.service = any(o.never_leads_services)
  );
end
$$;

create function rowan_private.sees_note(p_note uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from note where note_id = p_note and case written_by when rowan_private.acting_staff()
      then rowan_private.sees_case(case_id) else rowan_private.sees_whole_case(case_id) end
  )
$$;

-- A person is seen through a case in which they stand. Whoever made the record sees it until it stands in
-- one.
create function rowan_private.sees_person(p_person uuid) returns boolean
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
    where cp.person_id = p_person and cp.removed_at is null
      and case when cp.added_by = me
        then rowan_private.sees_case(cp.case_id) else rowan_private.sees_whole_case(cp.case_id) end
  ) or exists (
    select from person as p
    where p.person_id = p_person and p.created_by = me
      and not exists (select from case_person where person_id = p_person)
  );
end
$$;

-- The cases to which the viewer has one of the relations, all of them where none is named. Lists state it in
-- their own WHERE, so that PostgreSQL begins with the few cases of the viewer and not with everybody's.
create function rowan_private.my_case_ids(
  p_relations text[] default array['lead', 'receiver', 'manager', 'team', 'recorder']
) returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 100
as $$
declare
  me uuid := rowan_private.acting_staff();
  standing uuid[] := me || rowan_private.covered_by(me);
begin
  if me is null then
    return;
  end if;
  return query
    select distinct mine.case_id
    from (
      select l.case_id, l.staff_id as through from case_lead as l
      where 'lead' = any(p_relations) and l.staff_id = any(standing) and not exists (
        select from case_lead as newer
        where newer.case_id = l.case_id and newer.case_lead_id > l.case_lead_id
      )
      union all
      select t.case_id, t.staff_id from case_team as t
      where 'team' = any(p_relations) and t.staff_id = any(standing) and t.removed_at is null
      union all
      select l.case_id, s.manager_id from staff as s
      join case_lead as l on l.staff_id = s.staff_id
      where 'manager' = any(p_relations) and s.manager_id = any(standing) and not exists (
        select from case_lead as newer
        where newer.case_id = l.case_id and newer.case_lead_id > l.case_lead_id
      )
      union all
      select c.case_id, s.manager_id from staff as s
      join case_record as c on c.recorded_by = s.staff_id
      where 'manager' = any(p_relations) and s.manager_id = any(standing)
        and not exists (select from case_opening where case_id = c.case_id)
      union all
      select c.case_id, c.recorded_by from case_record as c
      where 'recorder' = any(p_relations) and c.recorded_by = me
      union all
      select c.case_id, r.staff_id from staff_role as r
      join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
      join case_record as c on c.organisation_id = o.organisation_id
      where 'receiver' = any(p_relations) and r.staff_id = any(standing) and r.ended_at is null
    ) as mine
    where not exists (
      select from exclusion as e
      where e.case_id = mine.case_id and e.staff_id in (me, mine.through) and e.lifted_at is null
    );
end
$$;

create function rowan_private.choose_reference() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  loop
    -- The first four bytes of a random UUID, as six digits that do not begin with a nought.
    new.reference := (
      ('x' || left(replace(gen_random_uuid()::text, '-', ''), 8))::bit(32)::bigint % 900000 + 100000
    )::text;
    exit when not exists (
      select from case_record
      where organisation_id = new.organisation_id and reference = new.reference
    );
  end loop;
  return new;
end
$$;
grant execute on function rowan_private.choose_reference to rowan_owner;
reset role;
set local role rowan_owner;
create trigger choose_reference before insert on rowan.case_record
  for each row execute function rowan_private.choose_reference();
