-- Whoever hands their own case over may not see it any more. Sent a second time, the form is told that it is
-- done, and not that there is no such case.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

create function rowan_private.named_lead(p_case uuid, p_lead uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return coalesce((
    select l.staff_id = p_lead and l.set_by = rowan_private.acting_staff() from case_lead as l
    where l.case_id = p_case order by l.case_lead_id desc limit 1
  ), false) and not rowan_private.is_excluded(p_case);
end
$$;

grant execute on function rowan_private.named_lead to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
