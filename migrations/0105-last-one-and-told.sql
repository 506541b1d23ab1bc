-- What would take a case out of everybody's sight, or bring it into somebody's unseen, is refused or told. A
-- case keeps somebody who answers for it; and every exclusion, every cover that another set, and every role
-- by which somebody comes to see cases, is told to others than whoever did it.

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
-- relation; as if p_without were shut out too. Who is away does not act on it today.
create function rowan_private.who_steers(p_case uuid, p_without uuid default null)
returns table (staff_id uuid, is_away boolean)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.staff_id, exists (
    select from cover as c
    where c.absent_staff_id = s.staff_id and now() >= c.starts_at and now() < c.ends_at
  )
  from case_record as home
  join staff as s on s.organisation_id = home.organisation_id and s.staff_id is distinct from p_without
  where home.case_id = p_case
    and rowan_private.is_current(s.staff_id) and not rowan_private.is_administrator(s.staff_id)
    and not exists (
      select from exclusion as e
      where e.case_id = p_case and e.staff_id = s.staff_id and e.lifted_at is null
    )
    and rowan_private.strongest_relation(
      p_case, array_remove(rowan_private.standing_in(p_case, s.staff_id), p_without)
    ) in ('lead', 'receiver', 'manager')
$$;

-- Whether somebody at work other than p_by is left who steers a case once p_staff is shut out of it. Whoever
-- steers nothing can always be shut out.
create function rowan_private.leaves_it_steered(p_case uuid, p_staff uuid, p_by uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return exists (
    select from rowan_private.who_steers(p_case, p_staff) as left_in
    where not left_in.is_away and left_in.staff_id <> p_by
  ) or not exists (select from rowan_private.who_steers(p_case) as now where now.staff_id = p_staff);
end
$$;

create function rowan_private.may_shut_out(p_case uuid, p_staff uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.sees_case(p_case)
    and rowan_private.leaves_it_steered(p_case, p_staff, rowan_private.acting_staff());
end
$$;

-- In the turn of the case, which the application takes for every form too (take-turns.ts): of two who would
-- each leave the other's one, the second finds nobody left.
create function rowan_private.keep_it_steered() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.case_id::text, 0));
  if not rowan_private.leaves_it_steered(new.case_id, new.staff_id, new.set_by) then
    raise exception 'nobody would be left who answers for this case' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

-- Every exclusion is told to those who are left to steer the case, and to information governance.
create function rowan_private.tell_of_exclusion() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
    select uuidv7(), new.organisation_id, told.staff_id, 'shut-out', new.case_id, new.set_at
    from (
      select staff_id from rowan_private.who_steers(new.case_id)
      union
      select rowan_private.who_holds(new.organisation_id, 'information-governance')
    ) as told
    where told.staff_id <> new.set_by
      and not exists (
        select from exclusion as e
        where e.case_id = new.case_id and e.staff_id = told.staff_id and e.lifted_at is null
      )
      -- Of several at once one word is enough: it leads to all of them.
      and not exists (
        select from message as m
        where m.to_staff = told.staff_id and m.kind = 'shut-out' and m.about_case = new.case_id
          and m.read_at is null and m.sent_at is null
      );
  return null;
end
$$;

-- Whom a recorder named and Rowan left in, because a warning that nobody sees is lost: the recorder and
-- information governance are told, and nobody else, least of all whoever it is. No row of the case's audit
-- says it, since whoever was left in reads that.
create function rowan_private.tell_not_shut_out(p_case uuid, p_staff uuid, p_now timestamptz) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  insert into message (message_id, organisation_id, to_staff, kind, about_case, about_staff, created_at)
    select uuidv7(), c.organisation_id, told, 'not-shut-out', p_case, p_staff, p_now
    from case_record as c, lateral (
      select c.recorded_by as told
      union
      select rowan_private.who_holds(c.organisation_id, 'information-governance')
    ) as heard
    where c.case_id = p_case and c.recorded_by = rowan_private.acting_staff() and told <> p_staff
      and not exists (
        select from exclusion as e
        where e.case_id = p_case and e.staff_id = told and e.lifted_at is null
      )
$$;

-- A role by which somebody comes to see cases, or reads who looked, is given or taken: those who hold it and
-- information governance are told; and whoever loses it, so that nobody is rid of them first in silence.
create function rowan_private.tell_of_role() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  given text := case new.role
    when 'information-governance' then 'governs-now'
    when 'break-glass' then 'breaks-glass-now'
    else (
      select 'receives-now' from organisation as o
      where o.organisation_id = new.organisation_id and o.receives_role = new.role
    )
  end;
begin
  if given is null then
    return null;
  end if;
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), new.organisation_id, told, case when tg_op = 'INSERT' then given else 'role-taken' end,
      new.staff_id
    from (
      select rowan_private.who_holds(new.organisation_id, 'information-governance') as told
      union
      select rowan_private.who_holds(new.organisation_id, new.role)
    ) as heard
    where told <> new.staff_id and told is distinct from rowan_private.viewer();
  if tg_op = 'UPDATE' and rowan_private.is_current(new.staff_id) then
    insert into message (message_id, organisation_id, to_staff, kind)
      values (uuidv7(), new.organisation_id, new.staff_id, 'own-role-taken');
  end if;
  return null;
end
$$;

-- A manager sees what those they manage lead and record: of another one, the person, their manager until
-- now and information governance are told.
create function rowan_private.tell_of_manager() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), new.organisation_id, told,
      case when told = new.staff_id then 'own-manager' else 'managed-now' end, new.staff_id
    from (
      select new.staff_id as told
      union
      select old.manager_id
      union
      select rowan_private.who_holds(new.organisation_id, 'information-governance')
    ) as heard
    where told is distinct from rowan_private.viewer() and rowan_private.is_current(told);
  return null;
end
$$;

-- Whether a team's service never leads: whoever works in it never comes to lead by standing in either.
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

-- Who may lead tomorrow counts as who leads today: cover lasts, and cases come.
create function rowan_private.may_stand_in(p_absent uuid, p_covering uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select not rowan_private.never_leads(p_covering) or (
    rowan_private.never_leads(p_absent) and not exists (
      select from staff_role as r join organisation as o on o.organisation_id = r.organisation_id
      where r.staff_id = p_absent and r.role = o.receives_role and r.ended_at is null
    )
  )
$$;

-- Whether the viewer has to do with a case themselves, and does not only stand in for somebody who has.
create function rowan_private.relates_oneself(p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.strongest_relation(p_case, array[rowan_private.acting_staff()]) is not null;
end
$$;

-- As in 0008; and nobody names themselves who only stands in: what they see ends with the cover.
create or replace function rowan_private.may_lead(p_case uuid, p_staff uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.may_join(p_case, p_staff) and not rowan_private.never_leads(p_staff)
    and (p_staff is distinct from rowan_private.acting_staff() or rowan_private.relates_oneself(p_case));
end
$$;

create function rowan_private.may_be_added(p_case uuid, p_staff uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.may_join(p_case, p_staff)
    and (p_staff is distinct from rowan_private.acting_staff() or rowan_private.relates_oneself(p_case));
end
$$;

-- Whoever is absent is told who stands in for them where another said so, and information governance of it.
create function rowan_private.tell_of_cover() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  insert into message (message_id, organisation_id, to_staff, kind, about_staff)
    select uuidv7(), new.organisation_id, told,
      case when told = new.absent_staff_id then 'own-cover' else 'cover-set' end,
      case when told = new.absent_staff_id then new.covering_staff_id else new.absent_staff_id end
    from (
      select new.absent_staff_id as told
      union
      select rowan_private.who_holds(new.organisation_id, 'information-governance')
    ) as heard
    where told <> new.set_by;
  return null;
end
$$;

grant execute on function
  rowan_private.may_shut_out, rowan_private.tell_not_shut_out, rowan_private.may_stand_in,
  rowan_private.may_be_added
  to rowan_app;
grant execute on function
  rowan_private.keep_it_steered, rowan_private.tell_of_exclusion, rowan_private.tell_of_role, rowan_private.tell_of_manager,
  rowan_private.tell_of_cover
  to rowan_owner;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

create trigger keep_it_steered before insert on exclusion
  for each row execute function rowan_private.keep_it_steered();
create trigger told_of_exclusion after insert on exclusion
  for each row execute function rowan_private.tell_of_exclusion();
create trigger told_of_role after insert on staff_role
  for each row execute function rowan_private.tell_of_role();
create trigger told_of_role_taken after update of ended_at on staff_role
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function rowan_private.tell_of_role();
create trigger told_of_manager after update of manager_id on staff
  for each row when (new.manager_id is not null and old.manager_id is distinct from new.manager_id)
  execute function rowan_private.tell_of_manager();
create trigger told_of_cover after insert on cover
  for each row when (new.set_by <> new.absent_staff_id)
  execute function rowan_private.tell_of_cover();

-- Whoever says who stands in for somebody else never names themselves.
create policy not_oneself on cover as restrictive for insert to rowan_app
  with check (absent_staff_id = set_by or covering_staff_id <> set_by);
create policy not_by_who_never_leads on cover as restrictive for insert to rowan_app
  with check (rowan_private.may_stand_in(absent_staff_id, covering_staff_id));
create policy not_oneself_by_cover on case_team as restrictive for insert to rowan_app
  with check (rowan_private.may_be_added(case_id, staff_id));
