-- Whoever opens more cases in an hour than is usual says why before they open another. It is never a lock:
-- the reason is taken whatever it says, and information governance and their manager are told. Who manages
-- somebody reads what was unusual in their reading.

create index unusual_reading_of_staff on unusual_reading (staff_id, kind);

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Whether the viewer has opened as many cases since they last said why, an hour ago at the earliest. Cases
-- that they lead or have recorded do not count, nor one that they have open; an emergency has its reason
-- already.
create function rowan_private.reading_waits(p_case uuid, p_most integer) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  since timestamptz := greatest(now() - interval '1 hour', (
    select max(s.at) from unusual_reading as r
    join unusual_reading_step as s on s.unusual_reading_id = r.unusual_reading_id and s.kind = 'answered'
    where r.staff_id = me and r.kind = 'many-cases'
  ));
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

-- Keeps why the viewer reads on, as the answer to what the job would have asked them afterwards, and tells
-- those who look at it.
create function rowan_private.explain_reading(p_step uuid, p_words_cipher bytea, p_most integer) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  me uuid := rowan_private.acting_staff();
  home uuid := rowan_private.viewer_organisation();
  hour timestamptz := date_trunc('hour', now());
  reading uuid;
begin
  if me is null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('reading:' || me, 0));
  select unusual_reading_id into reading from unusual_reading
    where staff_id = me and kind = 'many-cases' and from_at = hour;
  if reading is null then
    reading := uuidv7();
    insert into unusual_reading (unusual_reading_id, organisation_id, staff_id, kind, from_at, cases)
      values (reading, home, me, 'many-cases', hour, p_most);
  end if;
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

grant execute on function rowan_private.reading_waits, rowan_private.explain_reading to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

-- As in 0055; and whoever manages the reader.
drop policy own_or_governed on unusual_reading;
create policy own_managed_or_governed on unusual_reading for select to rowan_app
  using (
    staff_id = (select rowan_private.acting_staff())
    or rowan_private.manages(staff_id)
    or (
      organisation_id = (select rowan_private.viewer_organisation())
      and (select rowan_private.acting_staff()) is not null
      and (select rowan_private.holds_role('information-governance'))
    )
  );
