-- Which of the private functions the application may call. What is not named here, only other functions can.

reset role;
set local role rowan_definer;
grant execute on function
  rowan_private.viewer, rowan_private.current_staff, rowan_private.acting_staff,
  rowan_private.viewer_organisation, rowan_private.is_excluded, rowan_private.is_administrator,
  rowan_private.my_exclusions, rowan_private.relation_to,
  rowan_private.my_standing, rowan_private.relates, rowan_private.sees_case,
  rowan_private.sees_whole_case, rowan_private.is_colleague, rowan_private.administers,
  rowan_private.holds_role, rowan_private.manages, rowan_private.may_open_case, rowan_private.may_steer,
  rowan_private.may_join, rowan_private.may_lead, rowan_private.sees_person, rowan_private.sees_note,
  rowan_private.my_case_ids,
  rowan_private.append_audit, rowan_private.begin_sign_in, rowan_private.accept_sign_in,
  rowan_private.refuse_sign_in, rowan_private.find_session, rowan_private.end_session,
  rowan_private.found_organisation, rowan_private.find_people, rowan_private.report_hidden_matches
  to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
