-- What an emergency does not give. Whoever broke the glass reads, writes down what happened, adds facts and
-- does what is to be done. They shut nobody out, let nobody in, add and take away no person, and correct
-- nobody else's words: that is for those who work on the case.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Whether the viewer has to do with a case beside an emergency; wholly, where recording it is not enough.
create function rowan_private.works_on(p_case uuid, p_wholly boolean default false) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  relation text := rowan_private.relation_to(p_case);
begin
  if relation = 'emergency' then
    relation := rowan_private.strongest_relation(
      p_case, rowan_private.standing_in(p_case, rowan_private.acting_staff())
    );
  end if;
  return relation is not null and not (
    p_wholly and relation = 'recorder' and exists (select from case_opening as o where o.case_id = p_case)
  );
end
$$;

create function rowan_private.wrote_note(p_note uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from note where note_id = p_note and written_by = rowan_private.acting_staff()
  )
$$;

-- As sees_person in 0008, beside an emergency.
create function rowan_private.works_with_person(p_person uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return not exists (select from case_person where person_id = p_person) or exists (
    select from case_person as cp
    where cp.person_id = p_person and cp.removed_at is null
      and rowan_private.works_on(cp.case_id, cp.added_by <> rowan_private.acting_staff())
  );
end
$$;

-- As in 0021; and an emergency gives nobody sight either.
create or replace function rowan_private.let_owners_in(p_case uuid, p_tasks uuid[], p_now timestamptz)
returns table (staff_id uuid, joined boolean, hears boolean)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  is_whole boolean := rowan_private.works_on(p_case, true);
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

grant execute on function
  rowan_private.works_on, rowan_private.wrote_note, rowan_private.works_with_person
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

create policy not_by_emergency on exclusion as restrictive for insert to rowan_app
  with check (rowan_private.works_on(case_id));
create policy not_by_emergency on note as restrictive for insert to rowan_app
  with check (
    corrects is null or rowan_private.wrote_note(corrects) or rowan_private.works_on(case_id, true)
  );
create policy not_by_emergency on case_person as restrictive for insert to rowan_app
  with check (rowan_private.works_on(case_id));
create policy not_taken_by_emergency on case_person as restrictive for update to rowan_app
  using (rowan_private.works_on(case_id, true));
create policy not_by_emergency on person as restrictive for update to rowan_app
  using (rowan_private.works_with_person(person_id));
create policy not_by_emergency on person_token as restrictive for insert to rowan_app
  with check (rowan_private.works_with_person(person_id));
