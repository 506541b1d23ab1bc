-- What is told arrives, and what is late climbs: messages are tried again until they are given up and
-- shown, tasks climb as concerns do, and a draft in which danger was said is not forgotten. All of it is
-- the worker's, who is nobody: it calls these functions and those of 0020, and reads no table.

alter table staff add column email_cipher bytea;
-- Only an administrator writes it, and only the worker is given it, to send.
grant update (email_cipher) on staff to rowan_app;

alter table message
  -- Whom it is about, where it is about a colleague: whose draft waits, who could not be reached.
  add column about_staff uuid,
  add column tries integer not null default 0 check (tries >= 0),
  -- Null until the first try. A try that nobody lived to settle is made again then.
  add column try_again_at timestamptz,
  add column given_up_at timestamptz,
  add foreign key (organisation_id, about_staff) references staff (organisation_id, staff_id);
drop index message_unsent;
create index message_to_send on message (created_at)
  where sent_at is null and given_up_at is null and read_at is null;
create index message_unseen on message (to_staff, created_at desc) where read_at is null;

alter table draft
  add column reminded_at timestamptz,
  add column manager_told_at timestamptz;

-- True until it is taken up or has climbed: the job looks at these alone, however many cases there are.
alter table case_record add column may_climb boolean not null default true;
create index case_record_may_climb on case_record (organisation_id, recorded_at) where may_climb;
alter table task add column climbed_at timestamptz;
create index task_may_climb on task (organisation_id, due_at) where done_at is null and climbed_at is null;

grant update (may_climb) on case_record to rowan_definer;
grant select on task to rowan_definer;
grant update (climbed_at) on task to rowan_definer;
grant insert on task_step to rowan_definer;
grant update (tries, try_again_at, sent_at, given_up_at) on message to rowan_definer;
-- Never what was typed.
grant select (draft_id, staff_id, organisation_id, danger, saved_at, closed_at, reminded_at, manager_told_at)
  on draft to rowan_definer;
grant update (reminded_at, manager_told_at) on draft to rowan_definer;
create policy definer_update on case_record for update to rowan_definer using (true);
create policy definer_select on task for select to rowan_definer using (true);
create policy definer_update on task for update to rowan_definer using (true);
create policy definer_insert on task_step for insert to rowan_definer with check (true);
create policy definer_update on message for update to rowan_definer using (true);
create policy definer_select on draft for select to rowan_definer using (true);
create policy definer_update on draft for update to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
do $$
declare
  here text := current_database();
begin
  execute format('alter role rowan_worker in database %I set statement_timeout = ''60s''', here);
  execute format('alter role rowan_worker in database %I set lock_timeout = ''30s''', here);
  execute format(
    'alter role rowan_worker in database %I set idle_in_transaction_session_timeout = ''30s''', here
  );
end
$$;
set local role rowan_owner;
grant usage on schema rowan_private to rowan_worker;
reset role;
set local role rowan_definer;

-- Who is told of what somebody has left undone: their manager, or, where there is none who may, those who
-- receive concerns; and whoever stands in for them. Where it is about a case, nobody who is shut out of it.
create function rowan_private.who_answers_for(p_staff uuid, p_case uuid) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  with home as (
    select organisation_id, manager_id from staff where staff_id = p_staff
  ), told (staff_id, is_manager) as (
    select manager_id, true from home where manager_id is not null
    union
    select r.staff_id, false from home
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
drop function rowan_private.who_is_told;

create function rowan_private.write_job(p_organisation uuid, p_case uuid, p_staff uuid, p_verb text)
returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  event audit_event;
begin
  event.organisation_id := p_organisation;
  event.case_id := p_case;
  event.staff_id := p_staff;
  event.acting_as := 'rowan';
  event.verb := p_verb;
  event.reference := 'job';
  event.cases_shown := '{}';
  perform rowan_private.write_audit(event);
end
$$;

-- p_before: what was recorded before it is overdue. Somebody in danger is overdue at once. Each climbs once;
-- at most 500 in a transaction, so that what was done is kept.
create or replace function rowan_private.climb_overdue(
  p_council text, p_before timestamptz, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from organisation where council = p_council);
  overdue record;
  climbed integer := 0;
begin
  -- Two processes that look at once would tell everybody twice.
  perform pg_advisory_xact_lock(hashtextextended('climb:' || p_council, 0));
  update case_record as c set may_climb = false
    where c.organisation_id = home and c.may_climb and (
      exists (select from case_opening as opening where opening.case_id = c.case_id)
      or exists (select from concern_step as s where s.case_id = c.case_id and s.kind = 'climbed')
    );
  for overdue in
    select c.case_id, c.recorded_by, s.manager_id
    from case_record as c
    join staff as s on s.staff_id = c.recorded_by
    where c.organisation_id = home and c.may_climb
      and (c.recorded_at < p_before or (c.danger and c.recorded_at <= p_now))
      and exists (select from concern_step as sent where sent.case_id = c.case_id and sent.kind = 'sent')
    order by c.recorded_at
    limit 500
  loop
    insert into concern_step (concern_step_id, case_id, kind, to_staff, at)
      values (uuidv7(), overdue.case_id, 'climbed', overdue.manager_id, p_now);
    insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
      select uuidv7(), home, told, 'concern-waits', overdue.case_id, p_now
      from rowan_private.who_answers_for(overdue.recorded_by, overdue.case_id) as told;
    update case_record set may_climb = false where case_id = overdue.case_id;
    perform rowan_private.write_job(home, overdue.case_id, null, 'concern.climbed');
    climbed := climbed + 1;
  end loop;
  return climbed;
end
$$;

-- The same for tasks: p_before: what was due before it climbs. In a case with somebody in danger, what was
-- wanted at once or today climbs as soon as it is late. Told is the manager of whoever leads the case, or,
-- while it is a concern, of whoever recorded it: one message a case, however much of it is late.
create function rowan_private.climb_late_tasks(p_council text, p_before timestamptz, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from organisation where council = p_council);
  late record;
  climbed integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('climb-tasks:' || p_council, 0));
  for late in
    select t.case_id, array_agg(t.task_id) as tasks, coalesce((
      select l.staff_id from case_lead as l where l.case_id = t.case_id order by l.case_lead_id desc limit 1
    ), (
      select c.recorded_by from case_record as c where c.case_id = t.case_id
    )) as answers
    from task as t
    where t.organisation_id = home and t.done_at is null and t.climbed_at is null and t.due_at < p_now
      and (t.due_at < p_before or (t.timing in ('now', 'same-day') and exists (
        select from case_record as c where c.case_id = t.case_id and c.danger
      )))
    group by t.case_id
    limit 500
  loop
    update task set climbed_at = p_now where task_id = any(late.tasks);
    insert into task_step (task_step_id, task_id, case_id, kind, at)
      select uuidv7(), task_id, late.case_id, 'climbed', p_now from unnest(late.tasks) as task_id;
    insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
      select uuidv7(), home, told, 'task-late', late.case_id, p_now
      from rowan_private.who_answers_for(late.answers, late.case_id) as told;
    perform rowan_private.write_job(home, late.case_id, null, 'task.climbed');
    climbed := climbed + cardinality(late.tasks);
  end loop;
  return climbed;
end
$$;

revoke execute on function rowan_private.climb_overdue from rowan_app;
grant execute on function rowan_private.climb_overdue, rowan_private.climb_late_tasks to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
