-- Whether the viewer sees a case: the same as having a relation to it (0006), told so that it can be asked
-- for every row. What is the viewer's alone is looked up once a statement; of the case as little as settles
-- it. test/walls/history.story.ts holds the two tellings to each other.

reset role;
set local role rowan_definer;

-- The viewer; their organisation; that once more where they receive its concerns; and themselves once more
-- where they cover for somebody. Empty for nobody and for an administrator.
create function rowan_private.my_standing() returns uuid[]
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid;
  receives boolean;
begin
  if me is null then
    return '{}';
  end if;
  select s.organisation_id, exists (
      select from staff_role as r
      where r.staff_id = me and r.role = o.receives_role and r.ended_at is null
    )
    into home, receives
    from staff as s join organisation as o on o.organisation_id = s.organisation_id
    where s.staff_id = me;
  return array[
    me, home, case when receives then home end,
    case when exists (select from cover where covering_staff_id = me and ends_at > now()) then me end
  ];
end
$$;

-- Any relation, as p_standing says; where p_wholly, one by which the whole of an opened case is seen, which
-- having recorded it is not. Exclusions are the restrictive policies' own.
create function rowan_private.relates(p_case uuid, p_standing uuid[], p_wholly boolean default false)
returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := p_standing[1];
  home uuid;
  recorder uuid;
  lead uuid;
  opened boolean;
begin
  if me is null then
    return false;
  end if;
  select c.organisation_id, c.recorded_by into home, recorder from case_record as c where c.case_id = p_case;
  if home is distinct from p_standing[2] then
    return false;
  end if;
  if p_standing[3] is not null or (recorder = me and not p_wholly) then
    return true;
  end if;
  if p_standing[4] is not null then
    return rowan_private.relates_by_cover(p_case, p_wholly);
  end if;
  select l.staff_id into lead from case_lead as l
    where l.case_id = p_case order by l.case_lead_id desc limit 1;
  if lead = me then
    return true;
  end if;
  if exists (
    select from case_team as t where t.case_id = p_case and t.staff_id = me and t.removed_at is null
  ) then
    return true;
  end if;
  opened := lead is not null or exists (select from case_opening where case_id = p_case);
  return (recorder = me and not opened) or exists (
    select from staff as s
    where s.staff_id = case when opened then lead else recorder end and s.manager_id = me
  );
end
$$;

-- Those who cover are few, and are asked the long way.
create function rowan_private.relates_by_cover(p_case uuid, p_wholly boolean) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text := rowan_private.relation_to(p_case);
begin
  return relation is not null and (
    not p_wholly or relation <> 'recorder' or not exists (select from case_opening where case_id = p_case)
  );
end
$$;

create function rowan_private.sees_case(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.relates(p_case, rowan_private.my_standing()) and not rowan_private.is_excluded(p_case);
end
$$;

-- A recorder who is nothing else keeps sight of what they recorded; once the case is open, of no more.
create function rowan_private.sees_whole_case(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.relates(p_case, rowan_private.my_standing(), true)
    and not rowan_private.is_excluded(p_case);
end
$$;
