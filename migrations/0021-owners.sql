-- Nobody's task is lost. Whoever is given a step of a case sees the case for it: they join its team by name.
-- And what belongs to somebody who may not see it any more is nobody's again, and stands on a list.

alter table task_step drop constraint task_step_kind_check, drop constraint task_step_check;
alter table task_step
  add constraint task_step_kind_check
    check (kind in ('done', 'reopened', 'handed-on', 'climbed', 'ended', 'freed')),
  add constraint task_step_check check (by_staff is not null or kind in ('climbed', 'freed'));

grant insert (case_id, staff_id, added_by, added_at) on case_team to rowan_definer;
create policy definer_insert on case_team for insert to rowan_definer with check (true);
grant update (owner_id) on task to rowan_definer;
grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- The owners of these tasks, but for the viewer, and whether they hear of the concern itself. Who had no
-- relation to the case joins its team, where the viewer sees the whole of it: who recorded what others have
-- opened gives nobody sight of what they do not see themselves.
create function rowan_private.let_owners_in(p_case uuid, p_tasks uuid[], p_now timestamptz)
returns table (staff_id uuid, joined boolean, hears boolean)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  is_whole boolean := rowan_private.sees_whole_case(p_case);
  is_open boolean := exists (select from case_opening as o where o.case_id = p_case);
  relation text;
begin
  if me is null or not rowan_private.sees_case(p_case) then
    return;
  end if;
  for staff_id in
    select distinct t.owner_id from task as t
    where t.case_id = p_case and t.task_id = any(p_tasks) and t.owner_id <> me
      and rowan_private.may_join(p_case, t.owner_id)
  loop
    relation := rowan_private.strongest_relation(p_case, array[staff_id]);
    hears := coalesce(relation = 'receiver' and not is_open, false);
    joined := is_whole and (relation is null or (relation = 'recorder' and is_open));
    if joined then
      insert into case_team (case_id, staff_id, added_by, added_at) values (p_case, staff_id, me, p_now);
    end if;
    return next;
  end loop;
end
$$;

-- An owner without a relation to the case, or shut out of it, does not see the task and will not do it.
create function rowan_private.free_stranded(p_case uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  stranded uuid[] := array(
    select t.task_id from task as t
    where t.case_id = p_case and t.done_at is null and t.owner_id is not null and (
      rowan_private.strongest_relation(p_case, array[t.owner_id]) is null
      or not rowan_private.is_current(t.owner_id)
      or exists (
        select from exclusion as e
        where e.case_id = p_case and e.staff_id = t.owner_id and e.lifted_at is null
      )
    )
  );
begin
  if cardinality(stranded) = 0 then
    return;
  end if;
  update task set owner_id = null where task_id = any(stranded);
  insert into task_step (task_step_id, task_id, case_id, kind)
    select uuidv7(), task_id, p_case, 'freed' from unnest(stranded) as task_id;
  perform rowan_private.write_job(
    (select organisation_id from case_record where case_id = p_case), p_case, null, 'task.freed'
  );
end
$$;

create function rowan_private.free_stranded_of_row() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform rowan_private.free_stranded(new.case_id);
  return null;
end
$$;

-- A job, because the day on which somebody leaves may be set long before it.
create function rowan_private.free_tasks_of_leavers() returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  left_behind uuid;
  freed integer := 0;
begin
  for left_behind in
    select distinct t.case_id from staff as s
    join task as t on t.owner_id = s.staff_id and t.done_at is null
    where s.left_on <= current_date
    limit 500
  loop
    perform rowan_private.free_stranded(left_behind);
    freed := freed + 1;
  end loop;
  return freed;
end
$$;
grant execute on function rowan_private.let_owners_in to rowan_app;
grant execute on function rowan_private.free_tasks_of_leavers to rowan_worker;
grant execute on function rowan_private.free_stranded_of_row to rowan_owner;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
create trigger free_stranded after insert on rowan.case_lead
  for each row execute function rowan_private.free_stranded_of_row();
create trigger free_stranded after update of removed_at on rowan.case_team
  for each row execute function rowan_private.free_stranded_of_row();
create trigger free_stranded after insert on rowan.exclusion
  for each row execute function rowan_private.free_stranded_of_row();
