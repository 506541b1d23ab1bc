-- A closed case takes notes, safe contact and who must not see it, and can be opened again by whoever sees
-- it. New facts, people and tasks wait for that: in a closed case nobody would look at what they ask for.
create policy open_cases_alone on advice as restrictive for insert to rowan_app
  with check (not rowan_private.is_closed(case_id));
create policy open_cases_alone on task as restrictive for insert to rowan_app
  with check (not rowan_private.is_closed(case_id));
create policy open_cases_alone on case_person as restrictive for insert to rowan_app
  with check (not rowan_private.is_closed(case_id));
create policy open_cases_keep_people on case_person as restrictive for update to rowan_app
  using (not rowan_private.is_closed(case_id));
