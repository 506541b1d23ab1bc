-- A form of a case that somebody has not sent yet is a draft as well: found again on the page on which it
-- stands, by its author, and only while the author may see the case.
alter table draft
  add column case_id uuid references case_record,
  -- The address of that page beneath the case: /notes/new.
  add column place text check (place like '/%'),
  add check ((case_id is null) = (place is null));
create index draft_of_form on draft (staff_id, case_id, place, saved_at desc)
  where closed_at is null and case_id is not null;

create policy need_to_know on draft as restrictive for all to rowan_app
  using (case_id is null or rowan_private.sees_case(case_id))
  with check (case_id is null or rowan_private.sees_case(case_id));
