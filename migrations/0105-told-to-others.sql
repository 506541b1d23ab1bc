-- Whoever is named is shut out of a case at once, whatever their role, also where nobody else is left who
-- answers for it: the one who must not see it may be the only one who receives concerns. So that nobody is
-- alone with a case in silence, every exclusion, every cover that another set, and every role by which
-- somebody comes to see cases, is told to others than whoever did it.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Those who hold a role today. An administrator is nobody where it is about cases.
create function rowan_private.who_holds(p_organisation uuid, p_role text) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select r.staff_id from staff_role as r
  where r.organisation_id = p_organisation and r.role = p_role and r.ended_at is null
    and rowan_private.is_current(r.staff_id) and not rowan_private.is_administrator(r.staff_id)
$$;

-- Those who lead a case, receive it or manage its lead, or stand in for one of them, by the walls' own
-- relation, asked only of those who could. Who is away does not act today.
create function rowan_private.who_steers(p_case uuid) returns table (staff_id uuid, is_away boolean)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.staff_id, exists (
    select from cover as c
    where c.absent_staff_id = s.staff_id and now() >= c.starts_at and now() < c.ends_at
  )
  from case_record as home
  join organisation as o on o.organisation_id = home.organisation_id
  cross join lateral (
    select l.staff_id from case_lead as l where l.case_id = p_case
    union select r.staff_id from staff_role as r where r.role = o.receives_role
      and r.organisation_id = o.organisation_id and r.ended_at is null
    union select m.manager_id from staff as m where m.staff_id = home.recorded_by
      or m.staff_id in (select l.staff_id from case_lead as l where l.case_id = p_case)
    union select c.covering_staff_id from cover as c
      where c.organisation_id = o.organisation_id and c.ends_at > now()
  ) as s
  where home.case_id = p_case
    and rowan_private.is_current(s.staff_id) and not rowan_private.is_administrator(s.staff_id)
    and not exists (
      select from exclusion as e where e.case_id = p_case and e.staff_id = s.staff_id and e.lifted_at is null
    )
    and rowan_private.strongest_relation(p_case, rowan_private.standing_in(p_case, s.staff_id))
      in ('lead', 'receiver', 'manager')
$$;

-- Whether others are shut out of a case that the viewer sees, and nobody at work but the viewer steers it.
create function rowan_private.is_alone_with(p_case uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.sees_case(p_case)
    and exists (select from exclusion as e where e.case_id = p_case and e.lifted_at is null)
    and not exists (
      select from rowan_private.who_steers(p_case) as other
      where not other.is_away and other.staff_id <> rowan_private.acting_staff()
    )
$$;

-- Every exclusion is told to those who are left to steer the case, and to information governance. Where
-- nobody is left but whoever set it, administrators are told as well, of no case: they give roles.
create function rowan_private.tell_of_exclusion() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  is_steered boolean := exists (
    select from rowan_private.who_steers(new.case_id) as other
    where not other.is_away and other.staff_id <> new.set_by
  );
begin
  insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
    select uuidv7(), new.organisation_id, told, sort, about, new.set_at
    from (
      select staff_id, case when is_steered then 'shut-out' else 'unsteered' end, new.case_id
      from (
        select staff_id from rowan_private.who_steers(new.case_id)
        union
        select rowan_private.who_holds(new.organisation_id, 'information-governance')
      ) as near
      union all
      select r.staff_id, 'receiver-wanted', null from staff_role as r
      where r.organisation_id = new.organisation_id and r.role = 'administrator' and r.ended_at is null
        and rowan_private.is_current(r.staff_id) and not is_steered
    ) as heard (told, sort, about)
    where told <> new.set_by
      and not exists (
        select from exclusion as e where e.case_id = new.case_id and e.staff_id = told and e.lifted_at is null
      )
      -- Of several at once one word is enough: it leads to all of them.
      and not exists (
        select from message as m
        where m.to_staff = told and m.kind = sort and m.about_case is not distinct from about
          and m.read_at is null and m.sent_at is null
      );
  return null;
end
$$;

-- What changed about a colleague: information governance is told, and p_also; never whoever did it. They are
-- told themselves, where there is a kind for it, of nobody or of p_other.
create function rowan_private.tell_of_colleague(
  p_organisation uuid, p_about uuid, p_kind text, p_own_kind text default null, p_also uuid[] default '{}',
  p_other uuid default null
) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), p_organisation, told,
      case told when p_about then p_own_kind else p_kind end,
      case told when p_about then p_other else p_about end
    from (
      select rowan_private.who_holds(p_organisation, 'information-governance')
      union select unnest(p_also) union select p_about
    ) as heard (told)
    where (told <> p_about or p_own_kind is not null)
      and told is distinct from rowan_private.viewer() and rowan_private.is_current(told)
$$;

-- A role by which somebody sees cases, or who looked at them. Whoever loses it is told themselves, so that
-- nobody is rid of them first in silence.
create function rowan_private.tell_of_role() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  holders uuid[] := array(select rowan_private.who_holds(new.organisation_id, new.role));
  given text := case new.role
    when 'information-governance' then 'governs-now'
    when 'break-glass' then 'breaks-glass-now'
    else (
      select 'receives-now' from organisation as o
      where o.organisation_id = new.organisation_id and o.receives_role = new.role
    )
  end;
begin
  if given is not null then
    perform rowan_private.tell_of_colleague(
      new.organisation_id, new.staff_id, case when new.ended_at is null then given else 'role-taken' end,
      case when new.ended_at is not null then 'own-role-taken' end, holders
    );
  end if;
  return null;
end
$$;

-- A manager sees what those they manage lead and record.
create function rowan_private.tell_of_manager() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform rowan_private.tell_of_colleague(
    new.organisation_id, new.staff_id, 'managed-now', 'own-manager', array[old.manager_id]
  );
  return null;
end
$$;

create function rowan_private.tell_of_cover() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform rowan_private.tell_of_colleague(
    new.organisation_id, new.absent_staff_id, 'cover-set', 'own-cover', p_other => new.covering_staff_id
  );
  return null;
end
$$;

create function rowan_private.never_leads(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff as s
    join team as t on t.team_id = s.team_id
    join organisation as o on o.organisation_id = s.organisation_id
    where s.staff_id = p_staff and t.service = any(o.never_leads_services)
  )
$$;

-- What somebody sees only by standing in ends with the cover: they name anybody to a case but themselves.
create function rowan_private.may_name(p_case uuid, p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select p_staff is distinct from rowan_private.acting_staff()
    or rowan_private.strongest_relation(p_case, array[p_staff]) is not null
$$;

create or replace function rowan_private.may_lead(p_case uuid, p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.may_join(p_case, p_staff) and not rowan_private.never_leads(p_staff)
    and rowan_private.may_name(p_case, p_staff)
$$;

grant execute on function rowan_private.is_alone_with, rowan_private.never_leads,
  rowan_private.may_name to rowan_app;
grant execute on function rowan_private.tell_of_exclusion, rowan_private.tell_of_role,
  rowan_private.tell_of_manager, rowan_private.tell_of_cover to rowan_owner;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

-- Of several at once, each is told when all of them hold.
create constraint trigger tell_of_exclusion after insert on exclusion
  deferrable initially deferred for each row execute function rowan_private.tell_of_exclusion();
create trigger tell_of_role after insert or update of ended_at on staff_role
  for each row execute function rowan_private.tell_of_role();
create trigger tell_of_manager after update of manager_id on staff
  for each row when (new.manager_id is not null and old.manager_id is distinct from new.manager_id)
  execute function rowan_private.tell_of_manager();
create trigger tell_of_cover after insert on cover
  for each row when (new.set_by <> new.absent_staff_id)
  execute function rowan_private.tell_of_cover();

-- Whoever says who stands in for somebody else never names themselves.
create policy not_oneself on cover as restrictive for insert to rowan_app
  with check (absent_staff_id = set_by or covering_staff_id <> set_by);
-- Cover lasts, and cases come: who may lead tomorrow counts as who leads today.
create policy not_by_who_never_leads on cover as restrictive for insert to rowan_app
  with check (
    rowan_private.never_leads(absent_staff_id) or not rowan_private.never_leads(covering_staff_id)
  );
create policy not_oneself_by_cover on case_team as restrictive for insert to rowan_app
  with check (rowan_private.may_name(case_id, staff_id));
