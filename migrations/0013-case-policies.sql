-- The walls round a case: a row is seen through a live relation to its case, and a named exclusion shuts
-- whatever a relation opened. A restrictive policy can be reopened by no later policy.

do $$
declare
  named text;
begin
  foreach named in array array[
    'case_record', 'case_opening', 'case_lead', 'case_team', 'concern_step', 'exclusion', 'advice',
    'sign_seen', 'case_person', 'note', 'task', 'task_step', 'hidden_match'
  ] loop
    execute format('grant select on %I to rowan_app', named);
    execute format(
      'create policy not_excluded on %I as restrictive for all to rowan_app
         using (case_id <> all (array(select rowan_private.my_exclusions())))', named
    );
  end loop;
  -- What the recorder of an opened case still sees in full: that it is open, and who answers for it.
  foreach named in array array['case_opening', 'case_lead', 'case_team', 'concern_step', 'exclusion'] loop
    execute format(
      'create policy relation on %I for select to rowan_app
         using (rowan_private.relates(case_id, (select rowan_private.my_standing())))', named
    );
  end loop;
  -- And what only if it is their own.
  foreach named in array array[
    'advice.given_to', 'sign_seen.seen_by', 'case_person.added_by', 'note.written_by', 'task.owner_id'
  ] loop
    execute format(
      'create policy relation on %I for select to rowan_app
         using (rowan_private.relates(
           case_id, (select rowan_private.my_standing()), %I is distinct from rowan_private.viewer()
         ))',
      split_part(named, '.', 1), split_part(named, '.', 2)
    );
  end loop;
end
$$;

-- The first branch is for the record that this very statement writes: a function cannot see it yet. The
-- second spares those who receive concerns, and so have the longest lists, a question for each row.
create policy relation on case_record for select to rowan_app
  using (
    recorded_by = (select rowan_private.acting_staff())
    or organisation_id = (select (rowan_private.my_standing())[3])
    or rowan_private.relates(case_id, (select rowan_private.my_standing()))
  );
create policy relation on task_step for select to rowan_app
  using (exists (select from task where task.task_id = task_step.task_id));
create policy relation_to_both on hidden_match for select to rowan_app
  using (rowan_private.sees_whole_case(case_id) and rowan_private.sees_whole_case(other_case_id));

grant insert (case_id, organisation_id, recorded_by, recorded_at, service, situation, danger, idempotency)
  on case_record to rowan_app;
create policy recorder on case_record for insert to rowan_app
  with check (
    recorded_by = rowan_private.acting_staff() and organisation_id = rowan_private.viewer_organisation()
  );

grant insert on case_opening, concern_step, exclusion, advice, sign_seen, note, task, task_step to rowan_app;
grant insert (case_id, staff_id, from_at, set_by) on case_lead to rowan_app;
grant insert (case_id, staff_id, added_by, added_at) on case_team to rowan_app;
create policy opener on case_opening for insert to rowan_app
  with check (opened_by = rowan_private.acting_staff() and rowan_private.may_open_case(case_id));
create policy steerer on case_lead for insert to rowan_app
  with check (
    set_by = rowan_private.acting_staff() and rowan_private.may_steer(case_id)
    and rowan_private.may_lead(case_id, staff_id)
  );
create policy steerer on case_team for insert to rowan_app
  with check (
    added_by = rowan_private.acting_staff() and rowan_private.may_steer(case_id)
    and rowan_private.may_join(case_id, staff_id)
  );
grant update (removed_at) on case_team to rowan_app;
create policy steerer_removes on case_team for update to rowan_app
  using (rowan_private.may_steer(case_id)) with check (true);

-- Until the case is open; taking a concern up, asking back and handing on are for whoever receives concerns.
create policy own_step on concern_step for insert to rowan_app
  with check (
    by_staff = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    and (kind in ('sent', 'answered') or rowan_private.relation_to(case_id) = 'receiver')
    and (to_staff is null or rowan_private.may_join(case_id, to_staff))
    and not exists (select from case_opening as o where o.case_id = concern_step.case_id)
  );
-- Anybody who sees a case may say who must be kept out of it: the recorder knows it before a manager can.
create policy own_exclusion on exclusion for insert to rowan_app
  with check (
    set_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    and organisation_id = rowan_private.viewer_organisation() and lifted_at is null
  );
grant update (lifted_at, lifted_by) on exclusion to rowan_app;
create policy steerer_lifts on exclusion for update to rowan_app
  using (rowan_private.may_steer(case_id) and lifted_at is null)
  with check (lifted_by = rowan_private.acting_staff());

create policy own_advice on advice for insert to rowan_app
  with check (given_to = rowan_private.acting_staff() and rowan_private.sees_case(case_id));
create policy own_sign on sign_seen for insert to rowan_app
  with check (seen_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id));
create policy own_note on note for insert to rowan_app
  with check (
    written_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    -- A note that one may not read cannot be corrected, nor tried for by its id.
    and (corrects is null or rowan_private.sees_note(corrects))
  );
create policy relation_adds on task for insert to rowan_app
  with check (
    rowan_private.sees_case(case_id) and organisation_id = rowan_private.viewer_organisation()
    and (owner_id is null or rowan_private.may_join(case_id, owner_id))
  );
grant update (owner_id, done_at) on task to rowan_app;
create policy relation_moves on task for update to rowan_app
  using (rowan_private.sees_case(case_id))
  with check (owner_id is null or rowan_private.may_join(case_id, owner_id));
create policy own_step on task_step for insert to rowan_app
  with check (
    by_staff = rowan_private.acting_staff()
    and exists (select from task where task.task_id = task_step.task_id)
    and (to_staff is null or rowan_private.may_join(case_id, to_staff))
  );

-- People are seen through their cases.
grant select on person, person_token to rowan_app;
grant insert on person, person_token to rowan_app;
grant insert (organisation_id, case_id, person_id, part, added_by, added_at) on case_person to rowan_app;
grant update (removed_at) on case_person to rowan_app;
grant update (
  full_name_cipher, known_as_cipher, description_cipher, date_of_birth_cipher, phone_cipher,
  address_cipher, words_for_self_cipher, words_for_other_cipher, needs_cipher, version
) on person to rowan_app;
create policy through_case on person for select to rowan_app using (rowan_private.sees_person(person_id));
create policy maker on person for insert to rowan_app
  with check (
    created_by = rowan_private.acting_staff() and organisation_id = rowan_private.viewer_organisation()
  );
create policy through_case_changes on person for update to rowan_app
  using (rowan_private.sees_person(person_id)) with check (true);
create policy through_case on person_token for select to rowan_app
  using (rowan_private.sees_person(person_id));
create policy through_case_adds on person_token for insert to rowan_app
  with check (rowan_private.sees_person(person_id));
create policy through_case_links on case_person for insert to rowan_app
  with check (
    added_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    and rowan_private.sees_person(person_id)
  );
create policy through_case_unlinks on case_person for update to rowan_app
  using (rowan_private.sees_whole_case(case_id)) with check (true);
