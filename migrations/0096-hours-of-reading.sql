-- An hour of much reading begins with what was read, and not with the clock's: who reads twelve cases before
-- three and twelve after it has read as many within an hour as who read them all before. And whoever looks
-- for many people in an hour says why, as who opens many cases does.

alter table unusual_reading drop constraint unusual_reading_kind_check;
alter table unusual_reading add constraint unusual_reading_kind_check
  check (kind in ('many-cases', 'many-searches', 'out-of-hours', 'same-name'));

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- As in 0056 otherwise.
create or replace function rowan_private.find_unusual_reading(
  p_council text, p_since timestamptz, p_many integer, p_night integer, p_morning integer, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from organisation where council = p_council);
  found record;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('reading:' || p_council, 0));
  for found in
    with reads as materialized (
      select e.staff_id, e.case_id, e.at, e.at at time zone 'Europe/London' as local
      from audit_event as e
      where e.organisation_id = home and e.at >= p_since and e.case_id is not null
        and e.staff_id is not null and e.verb in (
          'case.shown', 'concern.shown', 'notes.shown', 'address.shown', 'case.printed', 'audit.shown'
        )
    ), busy as (
      select staff_id from reads group by staff_id having count(distinct case_id) > p_many
    ), hours as (
      select last.staff_id, last.at as until_at, hour.from_at, hour.cases
      from busy join reads as last using (staff_id)
      cross join lateral (
        select min(r.at) as from_at, count(distinct r.case_id)::integer as cases from reads as r
        where r.staff_id = last.staff_id and r.at between last.at - interval '1 hour' and last.at
      ) as hour
      where hour.cases > p_many
    ), unusual as (
      -- The fullest hour of each reader; another is found the next time.
      (select distinct on (h.staff_id)
        h.staff_id, 'many-cases' as kind, h.from_at, h.cases, null::uuid as case_id
      from hours as h
      where not exists (
        select from unusual_reading as known
        where known.staff_id = h.staff_id and known.kind = 'many-cases'
          and known.from_at between h.from_at - interval '1 hour' and h.until_at
      )
      order by h.staff_id, h.cases desc, h.from_at)
      union all
      select staff_id, 'out-of-hours', date_trunc('hour', min(at)), count(distinct case_id)::integer, null
      from reads where extract(hour from local) >= p_night or extract(hour from local) < p_morning
      -- A night is one: what is after midnight counts to the evening before.
      group by staff_id, (local - make_interval(hours => p_morning))::date
      union all
      select r.staff_id, 'same-name', date_trunc('day', min(r.at)), 1, r.case_id
      from reads as r
      join staff_token as own on own.staff_id = r.staff_id
      join case_person as cp on cp.case_id = r.case_id and cp.removed_at is null
      join person_token as t on t.person_id = cp.person_id and t.purpose = 'name' and t.token = own.token
      group by r.staff_id, r.case_id
    )
    select u.* from unusual as u
    where u.kind = 'many-cases' or not exists (
      select from unusual_reading as known
      where known.staff_id = u.staff_id and known.kind = u.kind
        and case u.kind
          when 'same-name' then known.case_id = u.case_id
          else known.from_at between u.from_at - interval '12 hours' and u.from_at + interval '12 hours'
        end
    )
    limit 200
  loop
    insert into unusual_reading
        (unusual_reading_id, organisation_id, staff_id, kind, from_at, cases, case_id, found_at)
      values (uuidv7(), home, found.staff_id, found.kind, found.from_at, found.cases, found.case_id, p_now);
    insert into message (message_id, organisation_id, to_staff, kind, created_at)
      values (uuidv7(), home, found.staff_id, 'reading-asked', p_now);
    perform rowan_private.write_job(home, null, found.staff_id, 'reading.asked');
    made := made + 1;
  end loop;
  return made;
end
$$;

-- From when on it counts what somebody does: their last answer, an hour ago at the earliest. An answer that
-- lies ahead of the clock was given before it was set back, and excuses nothing.
create function rowan_private.explained_until(p_staff uuid, p_kind text) returns timestamptz
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select greatest(now() - interval '1 hour', (
    select max(s.at) from unusual_reading as r
    join unusual_reading_step as s on s.unusual_reading_id = r.unusual_reading_id and s.kind = 'answered'
    where r.staff_id = p_staff and r.kind = p_kind and s.at <= now()
  ))
$$;

-- As in 0066.
create or replace function rowan_private.reading_waits(p_case uuid, p_most integer) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  since timestamptz := rowan_private.explained_until(me, 'many-cases');
  opened uuid[] := array(
    select distinct e.case_id from audit_event as e
    where e.staff_id = me and e.at > since and e.case_id is not null
      and split_part(e.acting_as, ',', 1) not in ('lead', 'recorder')
      and e.verb in (
        'case.shown', 'concern.shown', 'notes.shown', 'address.shown', 'case.printed', 'audit.shown'
      )
  );
begin
  return cardinality(opened) >= p_most and p_case <> all (opened)
    and rowan_private.relation_to(p_case) not in ('lead', 'recorder', 'emergency');
end
$$;

-- Whether the viewer has looked for people as often since they last said why, an hour ago at the earliest.
create function rowan_private.searching_waits(p_most integer) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select count(*) >= p_most from audit_event as e
  where e.staff_id = rowan_private.acting_staff() and e.verb = 'people.searched'
    and e.at > rowan_private.explained_until(rowan_private.acting_staff(), 'many-searches')
$$;

-- Keeps why the viewer reads or searches on, as the answer to what they would have been asked afterwards, and
-- tells those who look at it.
drop function rowan_private.explain_reading(uuid, bytea, integer);
create function rowan_private.explain_reading(
  p_kind text, p_step uuid, p_words_cipher bytea, p_most integer
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  reading uuid := uuidv7();
begin
  if me is null then
    return;
  end if;
  insert into unusual_reading (unusual_reading_id, organisation_id, staff_id, kind, from_at, cases)
    values (reading, home, me, p_kind, now() - interval '1 hour', p_most);
  insert into unusual_reading_step (unusual_reading_step_id, unusual_reading_id, kind, by_staff, words_cipher)
    values (p_step, reading, 'answered', me, p_words_cipher);
  insert into message (message_id, organisation_id, to_staff, kind)
    select uuidv7(), home, told.staff_id, 'reading-explained' from (
      select r.staff_id from staff_role as r
        where r.organisation_id = home and r.role = 'information-governance' and r.ended_at is null
      union
      select s.manager_id from staff as s where s.staff_id = me and s.manager_id is not null
    ) as told
    where told.staff_id <> me and rowan_private.is_current(told.staff_id)
      and not rowan_private.is_administrator(told.staff_id);
end
$$;

grant execute on function rowan_private.explain_reading, rowan_private.searching_waits to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
