-- A live break is a relation to the case: "emergency".

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- As in 0007; and once more the viewer where they have broken the glass of some case.
create or replace function rowan_private.my_standing() returns uuid[]
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
    case when exists (select from cover where covering_staff_id = me and ends_at > now()) then me end,
    case when rowan_private.breaks_glass_now(me, null) then me end
  ];
end
$$;

-- As in 0007.
create or replace function rowan_private.relates(
  p_case uuid, p_standing uuid[], p_wholly boolean default false
) returns boolean
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
  if p_standing[5] is not null and rowan_private.breaks_glass_now(me, p_case) then
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

-- As in 0006; an emergency's is nobody else's either.
create or replace function rowan_private.relation_to(p_case uuid) returns text
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  relation text;
begin
  if me is null or rowan_private.is_excluded(p_case) then
    return null;
  end if;
  relation := rowan_private.strongest_relation(p_case, rowan_private.standing_in(p_case, me));
  if (relation is null or relation = 'recorder') and rowan_private.breaks_glass_now(me, p_case) then
    return 'emergency';
  end if;
  return relation;
end
$$;

-- For the lists of whoever broke the glass: the cases of which it lasts.
create function rowan_private.my_emergencies() returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 2
as $$
declare
  me uuid := rowan_private.acting_staff();
begin
  return query
    select distinct b.case_id from break_glass as b
    where b.staff_id = me and b.ends_at > now() and not rowan_private.is_excluded(b.case_id)
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
      );
end
$$;

create function rowan_private.sees_break(p_break uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return exists (
    select from break_glass as b
    where b.break_glass_id = p_break and not rowan_private.is_excluded(b.case_id) and (
      b.staff_id = rowan_private.acting_staff()
      or rowan_private.relation_to(b.case_id) in ('lead', 'receiver', 'manager')
      or (b.organisation_id = rowan_private.viewer_organisation()
        and rowan_private.acting_staff() is not null
        and rowan_private.holds_role('information-governance'))
    )
  );
end
$$;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
