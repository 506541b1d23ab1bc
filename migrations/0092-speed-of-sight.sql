-- What row security costs (docs/performance.md), lowered without another answer to anybody: who the viewer is
-- is one question and not five, and is asked once a statement for people too, not once a person.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- As in 0052, in one question; and after the five, those whom the viewer manages.
create or replace function rowan_private.my_standing() returns uuid[]
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  standing uuid[];
begin
  select array[
      s.staff_id, s.organisation_id,
      case when exists (
        select from staff_role as r
        where r.staff_id = s.staff_id and r.role = o.receives_role and r.ended_at is null
      ) then s.organisation_id end,
      case when exists (
        select from cover as c where c.covering_staff_id = s.staff_id and c.ends_at > now()
      ) then s.staff_id end,
      case when exists (select from break_glass as b where b.staff_id = s.staff_id and b.ends_at > now())
        and rowan_private.breaks_glass_now(s.staff_id, null) then s.staff_id end
    ] || array(select managed.staff_id from staff as managed where managed.manager_id = s.staff_id)
    into standing
    from staff as s join organisation as o on o.organisation_id = s.organisation_id
    where s.staff_id = rowan_private.viewer() and (s.left_on is null or s.left_on > current_date)
      and not exists (
        select from staff_role as r
        where r.staff_id = s.staff_id and r.role = 'administrator' and r.ended_at is null
      );
  return coalesce(standing, '{}');
end
$$;

-- As in 0052, asked of the case in one question.
create or replace function rowan_private.relates(
  p_case uuid, p_standing uuid[], p_wholly boolean default false
) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := p_standing[1];
  managed uuid[] := p_standing[6:];
  home uuid;
  recorder uuid;
  lead uuid;
  joined boolean;
begin
  if me is null then
    return false;
  end if;
  select c.organisation_id, c.recorded_by, l.staff_id, exists (
      select from case_team as t where t.case_id = p_case and t.staff_id = me and t.removed_at is null
    )
    into home, recorder, lead, joined
    from case_record as c
    left join lateral (
      select staff_id from case_lead where case_id = c.case_id order by case_lead_id desc limit 1
    ) as l on true
    where c.case_id = p_case;
  if home is distinct from p_standing[2] then
    return false;
  end if;
  if p_standing[3] is not null or joined or (recorder = me and not p_wholly)
    or lead = me or lead = any(managed) then
    return true;
  end if;
  if lead is null and (recorder = me or recorder = any(managed))
    and not exists (select from case_opening where case_id = p_case) then
    return true;
  end if;
  return (p_standing[5] is not null and rowan_private.breaks_glass_now(me, p_case))
    or (p_standing[4] is not null and rowan_private.relates_by_cover(p_case, p_wholly));
end
$$;

-- As sees_person in 0018, of whoever stands as p_standing says.
create function rowan_private.relates_to_person(p_person uuid, p_standing uuid[]) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := p_standing[1];
begin
  if me is null then
    return false;
  end if;
  return exists (
    select from case_person as cp
    where cp.person_id = p_person
      and rowan_private.relates(cp.case_id, p_standing, cp.added_by <> me or cp.removed_at is not null)
      and not rowan_private.is_excluded(cp.case_id)
  ) or exists (
    select from person as p
    where p.person_id = p_person and p.created_by = me
      and not exists (select from case_person where person_id = p_person)
  );
end
$$;

create or replace function rowan_private.sees_person(p_person uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$ select rowan_private.relates_to_person(p_person, rowan_private.my_standing()) $$;

-- As in 0024; who the viewer is, is asked once.
create or replace function rowan_private.find_people(p_purposes text[], p_tokens bytea[])
returns table (person_id uuid, purpose text, token bytea)
language plpgsql stable security definer set search_path = rowan, pg_temp rows 200
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  standing uuid[] := me || rowan_private.covered_by(me);
  relations uuid[] := rowan_private.my_standing();
  is_receiver boolean;
begin
  if me is null then
    return;
  end if;
  is_receiver := exists (
    select from staff_role as r join organisation as o on o.organisation_id = r.organisation_id
    where r.staff_id = any(standing)
      and r.role = o.receives_role and r.ended_at is null and r.organisation_id = home
  );
  return query
    with asked as (
      select * from unnest(p_purposes, p_tokens) as a (purpose, token)
    ), alike as materialized (
      select t.person_id, t.purpose, t.token
      from asked join person_token as t
        on t.organisation_id = home and t.purpose = asked.purpose and t.token = asked.token
    ),
    -- All whom the viewer may see, and some more: whoever has led a case may not lead it now. The wall
    -- itself, relates_to_person, is asked of those who are left.
    near as materialized (
      select cp.person_id
      from (
        select l.case_id from case_lead as l where l.staff_id = any(standing)
        union
        select l.case_id from staff as s join case_lead as l on l.staff_id = s.staff_id
        where s.manager_id = any(standing)
        union
        select t.case_id from case_team as t where t.staff_id = any(standing) and t.removed_at is null
        union
        select c.case_id from case_record as c where c.recorded_by = me
        union
        select c.case_id from staff as s join case_record as c on c.recorded_by = s.staff_id
        where s.manager_id = any(standing)
          and not exists (select from case_opening as o where o.case_id = c.case_id)
      ) as mine
      join case_person as cp on cp.case_id = mine.case_id and cp.removed_at is null
      where not is_receiver
    ), shared as materialized (
      select alike.person_id, alike.purpose, alike.token from alike
      where is_receiver or alike.person_id in (select near.person_id from near)
    ), best as materialized (
      select shared.person_id from shared
      group by shared.person_id
      order by bool_or(shared.purpose = 'phone') desc,
        count(*) filter (where shared.purpose in ('name', 'birth')) desc, count(*) desc, shared.person_id
      limit 500
    ), seen as (
      select best.person_id from best
      where rowan_private.relates_to_person(best.person_id, relations) limit 25
    )
    select shared.person_id, shared.purpose, shared.token from shared join seen using (person_id);
end
$$;

grant execute on function rowan_private.relates_to_person to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

alter policy through_case on person
  using (rowan_private.relates_to_person(person_id, (select rowan_private.my_standing())));
alter policy through_case on person_before
  using (rowan_private.relates_to_person(person_id, (select rowan_private.my_standing())));
alter policy through_case on person_token
  using (rowan_private.relates_to_person(person_id, (select rowan_private.my_standing())));
