-- Who is asking, and what they have to do with a case. These functions run as rowan_definer, which sees the
-- rows that relations are made of; each tells only about the viewer of the transaction.

reset role;
do $$
begin
  if not pg_has_role(current_user, 'rowan_definer', 'set') then
    execute format('grant rowan_definer to %I', current_user);
  end if;
end
$$;
set local role rowan_owner;
grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Empty text is what a pooled connection has after its transaction, and means nobody.
create function rowan_private.viewer() returns uuid
language sql stable
as $$ select nullif(current_setting('rowan.viewer', true), '')::uuid $$;

create function rowan_private.is_current(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff where staff_id = p_staff and (left_on is null or left_on > current_date)
  )
$$;

create function rowan_private.is_administrator(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff_role where staff_id = p_staff and role = 'administrator' and ended_at is null
  )
$$;

-- The viewer while they work here. An administrator is somebody, and sees their organisation's staff.
create function rowan_private.current_staff() returns uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select staff_id from staff
  where staff_id = rowan_private.viewer() and (left_on is null or left_on > current_date)
$$;

-- The viewer where it is about cases: an administrator is nobody there, whatever else they are.
create function rowan_private.acting_staff() returns uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.staff_id from staff as s
  where s.staff_id = rowan_private.viewer() and (s.left_on is null or s.left_on > current_date)
    and not exists (
      select from staff_role as r
      where r.staff_id = s.staff_id and r.role = 'administrator' and r.ended_at is null
    )
$$;

create function rowan_private.viewer_organisation() returns uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$ select organisation_id from staff where staff_id = rowan_private.current_staff() $$;

create function rowan_private.is_excluded(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return exists (
    select from exclusion
    where case_id = p_case and staff_id = rowan_private.viewer() and lifted_at is null
  );
end
$$;

-- The cases that the viewer is shut out of. The restrictive policies ask it once a statement.
create function rowan_private.my_exclusions() returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 2
as $$
begin
  return query
    select case_id from exclusion where staff_id = rowan_private.viewer() and lifted_at is null;
end
$$;

-- Those for whom somebody stands in now. Whoever has left, or is an administrator, cannot be stood in for.
create function rowan_private.covered_by(p_staff uuid) returns uuid[]
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select array(
    select distinct c.absent_staff_id from cover as c
    where c.covering_staff_id = p_staff and now() >= c.starts_at and now() < c.ends_at
      and rowan_private.is_current(c.absent_staff_id)
      and not rowan_private.is_administrator(c.absent_staff_id)
  )
$$;

-- The strongest relation that one of p_standing has to a case: the viewer first, then those they cover.
-- Recording is nobody else's: cover for a recorder is not sight of what they heard.
create function rowan_private.strongest_relation(p_case uuid, p_standing uuid[]) returns text
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text;
begin
  select case
    when l.staff_id = any(p_standing) then 'lead'
    when exists (
      select from staff_role as r
      where r.staff_id = any(p_standing) and r.role = o.receives_role
        and r.organisation_id = c.organisation_id and r.ended_at is null
    ) then 'receiver'
    when exists (
      select from staff as s
      where s.staff_id = case when opening.case_id is null then c.recorded_by else l.staff_id end
        and s.manager_id = any(p_standing)
    ) then 'manager'
    when exists (
      select from case_team as t
      where t.case_id = c.case_id and t.staff_id = any(p_standing) and t.removed_at is null
    ) then 'team'
    when c.recorded_by = p_standing[1] then 'recorder'
  end
  into relation
  from case_record as c
  join staff as viewer on viewer.staff_id = p_standing[1] and viewer.organisation_id = c.organisation_id
  join organisation as o on o.organisation_id = c.organisation_id
  left join case_opening as opening on opening.case_id = c.case_id
  left join lateral (
    select staff_id from case_lead where case_id = c.case_id order by case_lead_id desc limit 1
  ) as l on true
  where c.case_id = p_case;
  return relation;
end
$$;

-- The viewer and those they cover, as far as a case goes: whoever is shut out of it lends nobody sight.
create function rowan_private.standing_in(p_case uuid, p_staff uuid) returns uuid[]
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  if not exists (select from cover where covering_staff_id = p_staff and ends_at > now()) then
    return array[p_staff];
  end if;
  return p_staff || array(
    select absent from unnest(rowan_private.covered_by(p_staff)) as absent
    where not exists (
      select from exclusion where case_id = p_case and staff_id = absent and lifted_at is null
    )
  );
end
$$;

create function rowan_private.relation_to(p_case uuid) returns text
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
begin
  if me is null or rowan_private.is_excluded(p_case) then
    return null;
  end if;
  return rowan_private.strongest_relation(p_case, rowan_private.standing_in(p_case, me));
end
$$;

-- For the audit: the relation, and whether the viewer has it only by standing in for somebody.
create function rowan_private.describe_relation(p_case uuid) returns text
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text := rowan_private.relation_to(p_case);
  viewer uuid := rowan_private.viewer();
begin
  if relation is null or not exists (select from cover where covering_staff_id = viewer and ends_at > now())
    or rowan_private.strongest_relation(p_case, array[viewer]) = relation
  then
    return relation;
  end if;
  return relation || ', covering';
end
$$;
