-- As new tasks do (0031), what was done or ended waits until a closed case is open again: in a closed case
-- nobody would look at what is owed. What was handed to somebody at the closing is theirs to do meanwhile.
create policy open_cases_open_tasks on task as restrictive for update to rowan_app
  using (done_at is null or not rowan_private.is_closed(case_id))
  with check (true);
