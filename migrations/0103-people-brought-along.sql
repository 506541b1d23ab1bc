-- A person is one live record, seen through any case in which they stand. So whoever brought somebody along
-- into a case of their own saw for good what others wrote of them later: past the end of an emergency, past
-- being shut out.
--
-- Now whoever is shut out of a case is shut out of its people, wherever else those stand, and whoever brought
-- them there. A narrower rule would leave the hole open. To let somebody see whom they recorded themselves
-- would show a survivor’s new address to the lead of her earlier case, whom she has come to fear; to let them
-- see perpetrators would tell a perpetrator’s cousin what is known of him. What it costs: somebody may lead a
-- case and see nothing of one who stands in it. That somebody stands there, and as what, is the case’s own
-- and stays in sight, as do its facts, advice and notes (src/people, readPeopleOfCase). A mistaken link hides
-- nobody for longer than it stands.
--
-- And only whoever works on a case of theirs brings somebody into another.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- As in 0092, and nobody who stands in a case that the viewer is shut out of. Asked last, of those who would
-- be seen, from the viewer’s few exclusions.
create or replace function rowan_private.relates_to_person(p_person uuid, p_standing uuid[]) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := p_standing[1];
begin
  if me is null then
    return false;
  end if;
  return (exists (
    select from case_person as cp
    where cp.person_id = p_person
      and rowan_private.relates(cp.case_id, p_standing, cp.added_by <> me or cp.removed_at is not null)
      and not rowan_private.is_excluded(cp.case_id)
  ) or exists (
    select from person as p
    where p.person_id = p_person and p.created_by = me
      and not exists (select from case_person where person_id = p_person)
  )) and not exists (
    select from exclusion as e
    join case_person as cp on cp.case_id = e.case_id and cp.person_id = p_person and cp.removed_at is null
    where e.staff_id = rowan_private.viewer() and e.lifted_at is null
  );
end
$$;

-- Whether the viewer may put somebody into a case: a person whom they have just written down; one who was
-- taken out of this case; or one who stands in another that is theirs to work on, and stays so. Not in an
-- emergency, and not as its recorder, who would go on seeing what others write once it is opened.
create function rowan_private.may_bring(p_person uuid, p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.sees_person(p_person) and (
    not exists (select from case_person where person_id = p_person) or exists (
      select from case_person as cp
      where cp.person_id = p_person and case
        when cp.case_id = p_case then rowan_private.works_on(p_case, true)
        when cp.removed_at is null then rowan_private.strongest_relation(
          cp.case_id, rowan_private.standing_in(cp.case_id, rowan_private.acting_staff())
        ) <> 'recorder'
      end
    )
  );
end
$$;

-- As in 0024; nor does anybody get one from an emergency.
create or replace function rowan_private.add_tokens(
  p_person uuid, p_organisation uuid, p_purposes text[], p_tokens bytea[]
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not (rowan_private.sees_person(p_person) and rowan_private.works_with_person(p_person)) then
    raise exception 'a person who is not worked with gets no tokens' using errcode = 'insufficient_privilege';
  end if;
  insert into person_token (person_id, organisation_id, purpose, token)
    select p_person, p_organisation, made.purpose, made.token
    from unnest(p_purposes, p_tokens) as made (purpose, token)
    except
    select known.person_id, known.organisation_id, known.purpose, known.token from person_token as known
    where known.person_id = p_person;
end
$$;

-- As in 0023; and a match with somebody whom the viewer sees, and may not bring along, is for others to look
-- at too; as is one with whom they chose as the same (p_same), whatever the words have in common.
drop function rowan_private.report_hidden_matches(uuid, uuid);
create function rowan_private.report_hidden_matches(
  p_case uuid, p_person uuid, p_same uuid default null
) returns void
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
    from (
      select likely.person_id from rowan_private.likely_same(p_person) as likely (person_id)
      where not rowan_private.may_bring(likely.person_id, p_case)
      union
      select p_same
    ) as same
    join case_person as cp on cp.person_id = same.person_id and cp.removed_at is null
    where cp.case_id <> p_case and cp.organisation_id = home
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

grant execute on function rowan_private.may_bring, rowan_private.report_hidden_matches to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

alter policy through_case_links on case_person
  with check (
    added_by = rowan_private.acting_staff() and rowan_private.sees_case(case_id)
    and rowan_private.may_bring(person_id, case_id)
  );
