-- Whoever asks in an emergency for cases that are not found, again and again, may be guessing at references
-- or at names. Nothing holds them up, since somebody may be in danger; they are asked about it afterwards.

set local role rowan_owner;
alter table unusual_reading drop constraint unusual_reading_kind_check;
alter table unusual_reading add constraint unusual_reading_kind_check
  check (kind in ('many-cases', 'many-searches', 'emergencies-in-vain', 'out-of-hours', 'same-name'));

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Since p_since, more than p_many within an hour. The fullest hour of each is found, once; another the next
-- time.
create function rowan_private.find_vain_emergencies(
  p_council text, p_since timestamptz, p_many integer, p_now timestamptz
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
    with tries as materialized (
      select e.staff_id, e.at from audit_event as e
      where e.organisation_id = home and e.at >= p_since and e.verb = 'glass.not-found'
    )
    select distinct on (last.staff_id) last.staff_id, hour.from_at, hour.tries
    from tries as last
    cross join lateral (
      select min(t.at) as from_at, count(*)::integer as tries from tries as t
      where t.staff_id = last.staff_id and t.at between last.at - interval '1 hour' and last.at
    ) as hour
    where hour.tries > p_many and not exists (
      select from unusual_reading as known
      where known.staff_id = last.staff_id and known.kind = 'emergencies-in-vain'
        and known.from_at between hour.from_at - interval '1 hour' and last.at
    )
    order by last.staff_id, hour.tries desc, hour.from_at
  loop
    insert into unusual_reading
        (unusual_reading_id, organisation_id, staff_id, kind, from_at, cases, found_at)
      values (uuidv7(), home, found.staff_id, 'emergencies-in-vain', found.from_at, found.tries, p_now);
    insert into message (message_id, organisation_id, to_staff, kind, created_at)
      values (uuidv7(), home, found.staff_id, 'reading-asked', p_now);
    perform rowan_private.write_job(home, null, found.staff_id, 'reading.asked');
    made := made + 1;
  end loop;
  return made;
end
$$;
revoke execute on function rowan_private.find_vain_emergencies from public;
grant execute on function rowan_private.find_vain_emergencies to rowan_worker;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
