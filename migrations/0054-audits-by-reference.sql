-- Information governance reads who looked, by the reference of a case and without opening it.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Null for whoever has not the role, and for a case that they are shut out of.
create function rowan_private.case_by_reference(p_reference text) returns uuid
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  if rowan_private.acting_staff() is null or not rowan_private.holds_role('information-governance') then
    return null;
  end if;
  return (
    select c.case_id from case_record as c
    where c.organisation_id = rowan_private.viewer_organisation() and c.reference = p_reference
      and not rowan_private.is_excluded(c.case_id)
  );
end
$$;
grant execute on function rowan_private.case_by_reference to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
