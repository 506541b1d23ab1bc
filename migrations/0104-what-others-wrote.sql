-- Whoever recorded a case that others have opened reads of a person what they typed themselves, changes
-- nothing that others wrote, and tells what they hear of safe contact without replacing what was agreed.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Beside relates_to_person, and asked after it: whoever sees somebody only because they put them into a case
-- reads them while all that is known is their own. It costs others the look whether they did.
create function rowan_private.reads_person(p_person uuid, p_standing uuid[]) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := p_standing[1];
begin
  return not exists (
    select from case_person where person_id = p_person and added_by = me and removed_at is null
  ) or exists (
    select from person as p
    where p.person_id = p_person and p.created_by = me
      and not exists (select from person_before as b where b.person_id = p_person and b.changed_by <> me)
  ) or exists (
    select from case_person as cp
    where cp.person_id = p_person and rowan_private.relates(cp.case_id, p_standing, true)
      and not rowan_private.is_excluded(cp.case_id)
  );
end
$$;

-- As in 0092; and whom one may not read one gives no tokens and brings nowhere. A match with them is hidden.
create or replace function rowan_private.sees_person(p_person uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  standing uuid[] := rowan_private.my_standing();
begin
  return rowan_private.relates_to_person(p_person, standing)
    and rowan_private.reads_person(p_person, standing);
end
$$;

-- Whoever works on a case in which they stand: not by an emergency, nor as recorder of what others opened.
create function rowan_private.changes_person(p_person uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return not exists (select from case_person where person_id = p_person) or exists (
    select from case_person as cp
    where cp.person_id = p_person and cp.removed_at is null and rowan_private.works_on(cp.case_id, true)
  );
end
$$;

-- As in 0092; and nobody is found whom one may not read.
create or replace function rowan_private.find_people(p_purposes text[], p_tokens bytea[])
returns table (person_id uuid, purpose text, token bytea)
language plpgsql stable security definer set search_path = rowan, pg_temp rows 200
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  standing uuid[] := me || rowan_private.covered_by(me);
  relations uuid[] := rowan_private.my_standing();
  is_receiver boolean;
begin
  if me is null then
    return;
  end if;
  is_receiver := exists (
    select from staff_role as r join organisation as o on o.organisation_id = r.organisation_id
    where r.staff_id = any(standing)
      and r.role = o.receives_role and r.ended_at is null and r.organisation_id = home
  );
  return query
    with asked as (
      select * from unnest(p_purposes, p_tokens) as a (purpose, token)
    ), alike as materialized (
      select t.person_id, t.purpose, t.token
      from asked join person_token as t
        on t.organisation_id = home and t.purpose = asked.purpose and t.token = asked.token
    ),
    -- All whom the viewer may see, and some more: whoever has led a case may not lead it now. The wall
    -- itself, relates_to_person, is asked of those who are left.
    near as materialized (
      select cp.person_id
      from (
        select l.case_id from case_lead as l where l.staff_id = any(standing)
        union
        select l.case_id from staff as s join case_lead as l on l.staff_id = s.staff_id
        where s.manager_id = any(standing)
        union
        select t.case_id from case_team as t where t.staff_id = any(standing) and t.removed_at is null
        union
        select c.case_id from case_record as c where c.recorded_by = me
        union
        select c.case_id from staff as s join case_record as c on c.recorded_by = s.staff_id
        where s.manager_id = any(standing)
          and not exists (select from case_opening as o where o.case_id = c.case_id)
      ) as mine
      join case_person as cp on cp.case_id = mine.case_id and cp.removed_at is null
      where not is_receiver
    ), shared as materialized (
      select alike.person_id, alike.purpose, alike.token from alike
      where is_receiver or alike.person_id in (select near.person_id from near)
    ), best as materialized (
      select shared.person_id from shared
      group by shared.person_id
      order by bool_or(shared.purpose = 'phone') desc,
        count(*) filter (where shared.purpose in ('name', 'birth')) desc, count(*) desc, shared.person_id
      limit 500
    ), seen as (
      select best.person_id from best
      where rowan_private.relates_to_person(best.person_id, relations)
        and rowan_private.reads_person(best.person_id, relations)
      limit 25
    )
    select shared.person_id, shared.purpose, shared.token from shared join seen using (person_id);
end
$$;

grant execute on function rowan_private.reads_person, rowan_private.changes_person to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

do $$
declare
  named text;
begin
  foreach named in array array['person', 'person_before', 'person_token'] loop
    execute format(
      'alter policy through_case on %I
         using (rowan_private.relates_to_person(person_id, (select rowan_private.my_standing()))
           and rowan_private.reads_person(person_id, (select rowan_private.my_standing())))', named
    );
  end loop;
end
$$;
create policy not_over_what_others_wrote on person as restrictive for update to rowan_app
  using (rowan_private.changes_person(person_id));

-- What the recorder of an opened case was told: not agreed, until those who work on it agree it.
alter table safe_contact add column told boolean not null default false;
create policy not_over_what_others_agreed on safe_contact as restrictive for insert to rowan_app
  with check (told or rowan_private.relates(case_id, (select rowan_private.my_standing()), true));
