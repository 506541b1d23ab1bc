-- Who reads and writes which rows. Every policy is for rowan_app alone: another role has none, and so sees
-- nothing. "(select …)" is asked once a statement, a function of the row's case once a row.

-- Staff see who works in their own organisation; an administrator adds to it and never sees a case.
grant select on organisation, team, cover to rowan_app;
grant select (staff_id, organisation_id, team_id, manager_id, name_cipher, sign_in, joined_on, left_on)
  on staff to rowan_app;
grant select on staff_role to rowan_app;
grant insert on team, staff, cover to rowan_app;
grant insert (organisation_id, staff_id, role, given_at, given_by) on staff_role to rowan_app;
grant update (team_id, manager_id, name_cipher, left_on) on staff to rowan_app;
grant update (ended_at) on staff_role to rowan_app;
grant update (ends_at) on cover to rowan_app;

do $$
declare
  named text;
begin
  foreach named in array array['organisation', 'team', 'staff', 'staff_role', 'cover'] loop
    execute format(
      'create policy same_organisation on %I for select to rowan_app
         using (organisation_id = (select rowan_private.viewer_organisation()))', named
    );
  end loop;
  foreach named in array array['team', 'staff'] loop
    execute format(
      'create policy administrator_adds on %I for insert to rowan_app
         with check (rowan_private.administers(organisation_id))', named
    );
  end loop;
end
$$;

create policy administrator_changes on staff for update to rowan_app
  using (rowan_private.administers(organisation_id))
  with check (rowan_private.administers(organisation_id));
-- Nobody gives themselves a role, or takes one from themselves.
create policy administrator_gives on staff_role for insert to rowan_app
  with check (
    rowan_private.administers(organisation_id) and given_by = rowan_private.current_staff()
    and staff_id <> given_by
  );
create policy administrator_takes on staff_role for update to rowan_app
  using (rowan_private.administers(organisation_id) and staff_id <> rowan_private.current_staff())
  with check (rowan_private.administers(organisation_id));

create policy own_or_managed on cover for insert to rowan_app
  with check (
    set_by = rowan_private.acting_staff()
    and (absent_staff_id = set_by or rowan_private.manages(absent_staff_id))
    and rowan_private.is_colleague(covering_staff_id)
    and not rowan_private.is_administrator(covering_staff_id)
  );
create policy end_own_or_managed on cover for update to rowan_app
  using (
    absent_staff_id = rowan_private.acting_staff() or rowan_private.manages(absent_staff_id)
  )
  -- Brought forward or put off by those who may set it; the rest of the row cannot be changed.
  with check (
    absent_staff_id = rowan_private.acting_staff() or rowan_private.manages(absent_staff_id)
  );

-- Drafts are their author's alone, and messages their recipient's.
grant select, insert on draft, message to rowan_app;
grant update (body_cipher, version, danger, saved_at, closed_at) on draft to rowan_app;
grant update (read_at) on message to rowan_app;
create policy author on draft for select to rowan_app
  using (staff_id = (select rowan_private.current_staff()));
create policy author_begins on draft for insert to rowan_app
  with check (
    staff_id = rowan_private.current_staff() and organisation_id = rowan_private.viewer_organisation()
  );
create policy author_saves on draft for update to rowan_app
  using (staff_id = (select rowan_private.current_staff()) and closed_at is null)
  with check (staff_id = (select rowan_private.current_staff()));
create policy recipient on message for select to rowan_app
  using (to_staff = (select rowan_private.current_staff()));
create policy recipient_reads on message for update to rowan_app
  using (to_staff = (select rowan_private.current_staff()))
  with check (to_staff = (select rowan_private.current_staff()));
-- A message about a case goes to nobody who is shut out of it.
create policy colleague on message for insert to rowan_app
  with check (
    organisation_id = rowan_private.viewer_organisation() and rowan_private.is_colleague(to_staff)
    and sent_at is null
    and (about_case is null or (
      rowan_private.sees_case(about_case) and rowan_private.may_join(about_case, to_staff)
    ))
  );
create policy not_excluded on message as restrictive for all to rowan_app
  using (about_case is null or about_case <> all (array(select rowan_private.my_exclusions())));

-- The audit is read by those who answer for a case, and by information governance, who see that a case
-- exists and who looked, and nothing in it. It is written through rowan_private.append_audit alone.
grant select on audit_event to rowan_app;
create policy answers_for_case on audit_event for select to rowan_app
  using (
    (case_id is not null and rowan_private.relation_to(case_id) in ('lead', 'receiver', 'manager'))
    or (
      organisation_id = (select rowan_private.viewer_organisation())
      and (select rowan_private.holds_role('information-governance'))
      and (select rowan_private.acting_staff()) is not null
    )
  );
create policy not_excluded on audit_event as restrictive for all to rowan_app
  using (case_id is null or case_id <> all (array(select rowan_private.my_exclusions())));
