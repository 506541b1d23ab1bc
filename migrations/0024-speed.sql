-- What was slow at 100,000 cases (docs/performance.md), mended without another answer to anybody.

reset role;
do $$
declare
  here text := current_database();
begin
  -- Each statement here reads a few rows: another process costs more than it saves, and so does reading a
  -- table from end to end because a disk of long ago was slow at anything else.
  execute format('alter role rowan_app in database %I set max_parallel_workers_per_gather = 0', here);
  execute format('alter role rowan_app in database %I set random_page_cost = 1.1', here);
end
$$;
set local role rowan_owner;
grant create on schema rowan_private to rowan_definer;

-- Whoever made a person's record sees it until it stands in a case, and a part that ended is a part: the
-- index without those left every such question to read the whole table.
drop index case_person_by_person;
create index case_person_by_person on case_person (person_id);
-- Read from the index alone, without the rows.
drop index case_person_by_case;
create index case_person_by_case on case_person (case_id) include (person_id) where removed_at is null;
drop index case_record_by_recorder;
create index case_record_by_recorder on case_record (recorded_by, recorded_at desc) include (case_id);
drop index case_lead_by_staff;
create index case_lead_by_staff on case_lead (staff_id) include (case_id, case_lead_id);
create index task_open_by_case on task (organisation_id, case_id) where done_at is null;

grant insert on person_token to rowan_definer;
create policy definer_insert on person_token for insert to rowan_definer with check (true);

reset role;
set local role rowan_definer;

-- The tokens that a person does not have yet. The wall is the one of the table's own policy, asked once for
-- the person and not for each of some forty tokens.
create function rowan_private.add_tokens(
  p_person uuid, p_organisation uuid, p_purposes text[], p_tokens bytea[]
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.sees_person(p_person) then
    raise exception 'a person who is not seen gets no tokens' using errcode = 'insufficient_privilege';
  end if;
  insert into person_token (person_id, organisation_id, purpose, token)
    select p_person, p_organisation, made.purpose, made.token
    from unnest(p_purposes, p_tokens) as made (purpose, token)
    except
    select known.person_id, known.organisation_id, known.purpose, known.token from person_token as known
    where known.person_id = p_person;
end
$$;

-- Of my_case_ids (0008) those in which something is still owed: a list of work begins with what is open, and
-- not with everything that somebody ever led.
create function rowan_private.my_owed_case_ids(p_relations text[]) returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 50
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  standing uuid[] := me || rowan_private.covered_by(me);
begin
  if me is null then
    return;
  end if;
  return query
    with mine as (
      select l.case_id, l.staff_id as through, 'led' as how, l.case_lead_id as since from case_lead as l
      where 'lead' = any(p_relations) and l.staff_id = any(standing)
      union all
      select t.case_id, t.staff_id, 'joined', null from case_team as t
      where 'team' = any(p_relations) and t.staff_id = any(standing) and t.removed_at is null
      union all
      select l.case_id, s.manager_id, 'led', l.case_lead_id from staff as s
      join case_lead as l on l.staff_id = s.staff_id
      where 'manager' = any(p_relations) and s.manager_id = any(standing)
      union all
      select c.case_id, s.manager_id, 'waits', null from staff as s
      join case_record as c on c.recorded_by = s.staff_id
      where 'manager' = any(p_relations) and s.manager_id = any(standing)
      union all
      select c.case_id, c.recorded_by, 'recorded', null from case_record as c
      where 'recorder' = any(p_relations) and c.recorded_by = me
      union all
      select t.case_id, r.staff_id, 'received', null from staff_role as r
      join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
      join task as t on t.organisation_id = o.organisation_id and t.done_at is null
      where 'receiver' = any(p_relations) and r.staff_id = any(standing) and r.ended_at is null
    ), owed as materialized (
      select distinct mine.case_id, mine.through, mine.how, mine.since from mine
      where exists (
        select from task as t
        where t.organisation_id = home and t.case_id = mine.case_id and t.done_at is null
      )
    )
    -- Of few that are left: who leads it now, whether it still waits, and who is shut out.
    select distinct owed.case_id from owed
    where (owed.how <> 'led' or not exists (
      select from case_lead as newer where newer.case_id = owed.case_id and newer.case_lead_id > owed.since
    )) and (owed.how <> 'waits' or (
      -- Not as "not exists", which may be answered from a list of all that were ever opened.
      select o.case_id from case_opening as o where o.case_id = owed.case_id
    ) is null) and not exists (
      select from exclusion as e
      where e.case_id = owed.case_id and e.staff_id in (me, owed.through) and e.lifted_at is null
    );
end
$$;

-- As it was (0011), but that those who share the most are asked for first, and no more than a page could
-- show: each of them is a question of the walls and a key to open. Those who share a phone come before all.
create or replace function rowan_private.find_people(p_purposes text[], p_tokens bytea[])
returns table (person_id uuid, purpose text, token bytea)
language plpgsql stable security definer set search_path = rowan, pg_temp rows 200
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  standing uuid[] := me || rowan_private.covered_by(me);
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
    -- itself, sees_person, is asked of those who are left.
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
      select best.person_id from best where rowan_private.sees_person(best.person_id) limit 25
    )
    select shared.person_id, shared.purpose, shared.token from shared join seen using (person_id);
end
$$;

-- As it was (0011), told so that of a common name only those are looked at who bear the whole of it, and of
-- those who sound alike only those born on the same day.
create or replace function rowan_private.likely_same(p_person uuid) returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 10
as $$
begin
  return query
    with own as materialized (
      select t.organisation_id, t.purpose, t.token from person_token as t where t.person_id = p_person
    ), rare as materialized (
      select distinct t.person_id, t.purpose
      from own join person_token as t using (organisation_id, purpose, token)
      where own.purpose in ('birth', 'phone') and t.person_id <> p_person
    ), named as (
      select t.person_id
      from own join person_token as t using (organisation_id, purpose, token)
      where own.purpose = 'name' and t.person_id <> p_person
      group by t.person_id
      -- A single word has two tokens, itself and the whole: that alone says too little.
      having count(distinct t.token) >= greatest(3, (select count(*) from own where own.purpose = 'name'))
    )
    select found.person_id from (
      select named.person_id from named
      union
      select rare.person_id from rare where rare.purpose = 'phone'
      union
      select rare.person_id from rare
      where rare.purpose = 'birth' and exists (
        select from own join person_token as t
          on t.person_id = rare.person_id and t.purpose = own.purpose and t.token = own.token
        where own.purpose = 'name-sound'
      )
    ) as found
    limit 50;
end
$$;
grant execute on function rowan_private.add_tokens, rowan_private.my_owed_case_ids to rowan_app;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
