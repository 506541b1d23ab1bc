-- What nobody has taken up in time climbs: the manager of whoever recorded it is told, and whoever stands
-- in for
-- that manager; where there is none who may see it, those who receive concerns are told again. It is a
-- job's, so
-- nobody is the viewer; it tells the application how many, and never which.

grant select, insert on concern_step to rowan_definer;
grant select on message to rowan_definer;
create policy definer_select on concern_step for select to rowan_definer using (true);
create policy definer_insert on concern_step for insert to rowan_definer with check (true);
create policy definer_select on message for select to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- Those who are told, without anybody who is shut out.
create function rowan_private.who_is_told(p_case uuid) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  with recorded as (
    select c.organisation_id, s.manager_id from case_record as c
    join staff as s on s.staff_id = c.recorded_by where c.case_id = p_case
  ), told (staff_id, is_manager) as (
    select manager_id, true from recorded where manager_id is not null
    union
    select r.staff_id, false from recorded as home
    join organisation as o on o.organisation_id = home.organisation_id
    join staff_role as r on r.organisation_id = o.organisation_id and r.role = o.receives_role
    where r.ended_at is null
  ), standing (staff_id, is_manager) as (
    select staff_id, is_manager from told
    union
    select c.covering_staff_id, told.is_manager from told
    join cover as c on c.absent_staff_id = told.staff_id and now() >= c.starts_at and now() < c.ends_at
  ), may as (
    select staff_id, is_manager from standing
    where rowan_private.is_current(staff_id) and not rowan_private.is_administrator(staff_id)
      and not exists (
        select from exclusion as e
        where e.case_id = p_case and e.staff_id = standing.staff_id and e.lifted_at is null
      )
  )
  select distinct staff_id from may
  where is_manager or not exists (select from may as other where other.is_manager)
$$;

-- p_before: what was recorded before it is overdue. Somebody in danger is overdue at once. Each climbs once.
create function rowan_private.climb_overdue(p_council text, p_before timestamptz, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  overdue record;
  event audit_event;
  climbed integer := 0;
begin
  -- Two processes that look at once would tell everybody twice.
  perform pg_advisory_xact_lock(hashtextextended('climb:' || p_council, 0));
  for overdue in
    select c.case_id, c.organisation_id, (
      select s.manager_id from staff as s where s.staff_id = c.recorded_by
    ) as manager_id
    from case_record as c
    join organisation as o on o.organisation_id = c.organisation_id and o.council = p_council
    where (c.recorded_at < p_before or (c.danger and c.recorded_at <= p_now))
      and not exists (select from case_opening as opening where opening.case_id = c.case_id)
      and exists (select from concern_step as s where s.case_id = c.case_id and s.kind = 'sent')
      and not exists (select from concern_step as s where s.case_id = c.case_id and s.kind = 'climbed')
  loop
    insert into concern_step (concern_step_id, case_id, kind, to_staff, at)
      values (uuidv7(), overdue.case_id, 'climbed', overdue.manager_id, p_now);
    insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
      select uuidv7(), overdue.organisation_id, told, 'concern-waits', overdue.case_id, p_now
      from rowan_private.who_is_told(overdue.case_id) as told;
    event := null;
    event.organisation_id := overdue.organisation_id;
    event.case_id := overdue.case_id;
    event.acting_as := 'rowan';
    event.verb := 'concern.climbed';
    event.reference := 'job';
    event.cases_shown := '{}';
    perform rowan_private.write_audit(event);
    climbed := climbed + 1;
  end loop;
  return climbed;
end
$$;
grant execute on function rowan_private.climb_overdue to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
