-- Two things that 0011 and 0018 left open.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- As in 0011; but whoever recorded a case that others opened sees it and not the people whom others added, so
-- that a match with one of those is hidden from them as well.
create or replace function rowan_private.report_hidden_matches(p_case uuid, p_person uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := rowan_private.viewer_organisation();
  other uuid;
begin
  if not rowan_private.sees_case(p_case) or not exists (
    select from case_person where case_id = p_case and person_id = p_person and removed_at is null
  ) then
    return;
  end if;
  for other in
    select distinct cp.case_id
    from rowan_private.likely_same(p_person) as same (person_id)
    join case_person as cp on cp.person_id = same.person_id and cp.removed_at is null
    where cp.case_id <> p_case and not rowan_private.sees_person(same.person_id)
      and not exists (
        select from hidden_match as known
        where known.case_id = p_case and known.other_case_id = cp.case_id
      )
  loop
    insert into hidden_match (organisation_id, case_id, other_case_id) values (home, p_case, other);
    insert into message (message_id, organisation_id, to_staff, kind, about_case)
      select gen_random_uuid(), home, recipient, 'possible-match', p_case
      from (
        select r.staff_id as recipient from staff_role as r
        join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
        where r.organisation_id = home and r.ended_at is null
        union
        select c.covering_staff_id from staff_role as r
        join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
        join cover as c on c.absent_staff_id = r.staff_id and now() >= c.starts_at and now() < c.ends_at
        where r.organisation_id = home and r.ended_at is null
      ) as receivers
      where rowan_private.is_current(recipient) and recipient <> rowan_private.viewer()
        and rowan_private.may_join(p_case, recipient) and rowan_private.may_join(other, recipient);
  end loop;
end
$$;

-- Who opens cases and who never leads one is not the application's to say: the worker follows the packs.
revoke execute on function rowan_private.follow_pack from rowan_app;
grant execute on function rowan_private.follow_pack to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
