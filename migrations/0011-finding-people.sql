-- Finding people through their tokens. What the viewer may not see changes nothing in an answer; it is told
-- to the role that receives concerns instead.

reset role;
set local role rowan_definer;

-- The tokens that people share with those asked for, for at most 200 people whom the viewer may see, those
-- who share the most first. Whoever receives concerns may see nearly everybody, so there the search begins
-- with the tokens; for others it begins with the people of their own cases.
create function rowan_private.find_people(p_purposes text[], p_tokens bytea[])
returns table (person_id uuid, purpose text, token bytea)
language plpgsql stable security definer set search_path = rowan, pg_temp rows 200
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  is_receiver boolean;
begin
  if me is null then
    return;
  end if;
  is_receiver := exists (
    select from staff_role as r join organisation as o on o.organisation_id = r.organisation_id
    where r.staff_id = any(me || rowan_private.covered_by(me))
      and r.role = o.receives_role and r.ended_at is null and r.organisation_id = home
  );
  return query
    with asked as (
      select * from unnest(p_purposes, p_tokens) as a (purpose, token)
    ), near as materialized (
      select distinct cp.person_id
      from rowan_private.my_case_ids(array['lead', 'manager', 'team', 'recorder']) as mine (case_id)
      join case_person as cp on cp.case_id = mine.case_id and cp.removed_at is null
      where not is_receiver
    ), shared as (
      select t.person_id, t.purpose, t.token
      from asked join person_token as t
        on t.organisation_id = home and t.purpose = asked.purpose and t.token = asked.token
      where is_receiver
      union
      select t.person_id, t.purpose, t.token
      from near
      join person_token as t on t.person_id = near.person_id
      join asked on asked.purpose = t.purpose and asked.token = t.token
    ), best as materialized (
      select shared.person_id from shared
      group by shared.person_id
      order by count(*) filter (where shared.purpose in ('name', 'phone', 'birth')) desc, count(*) desc,
        shared.person_id
      limit 1000
    ), seen as (
      select best.person_id from best where rowan_private.sees_person(best.person_id) limit 200
    )
    select shared.person_id, shared.purpose, shared.token from shared join seen using (person_id);
end
$$;

-- People who are likely to be the same: the whole name, or a phone, or a date of birth with a name that
-- sounds alike.
create function rowan_private.likely_same(p_person uuid) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp rows 10
as $$
  with own as (
    select organisation_id, purpose, token from person_token where person_id = p_person
  ), shared as (
    select t.person_id, t.purpose, count(distinct t.token) as n
    from own join person_token as t using (organisation_id, purpose, token)
    where t.person_id <> p_person and t.purpose in ('name', 'name-sound', 'birth', 'phone')
    group by t.person_id, t.purpose
  )
  select person_id from shared
  group by person_id
  having bool_or(purpose = 'phone')
    or (bool_or(purpose = 'birth') and bool_or(purpose = 'name-sound'))
    -- A single word has two tokens, itself and the whole: that alone says too little.
    or coalesce(max(n) filter (where purpose = 'name') >= greatest(3, (
      select count(*) from own where purpose = 'name'
    )), false)
  limit 50
$$;

-- Told to whoever receives concerns, or covers for them, and is shut out of neither case. Says nothing to
-- the caller, whatever it found.
create function rowan_private.report_hidden_matches(p_case uuid, p_person uuid) returns void
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
    where cp.case_id <> p_case and not rowan_private.sees_case(cp.case_id)
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
