-- What the job that looks for unusual reading may ask.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Colleagues whose surname has no hash yet, or who have another name by now.
create function rowan_private.staff_to_hash(p_limit integer)
returns table (staff_id uuid, organisation_id uuid, name_cipher bytea)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.staff_id, s.organisation_id, s.name_cipher from staff as s
  left join staff_token as t on t.staff_id = s.staff_id
  where (s.left_on is null or s.left_on > current_date)
    and t.made_from is distinct from sha256(s.name_cipher)
  limit p_limit
$$;

create function rowan_private.keep_staff_hash(p_staff uuid, p_name_cipher bytea, p_token bytea) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  insert into staff_token (staff_id, organisation_id, token, made_from)
    select s.staff_id, s.organisation_id, p_token, sha256(p_name_cipher) from staff as s
    where s.staff_id = p_staff
    on conflict (staff_id) do update set token = excluded.token, made_from = excluded.made_from
$$;

-- Reads since p_since: more cases than p_many in an hour; any between p_night and p_morning (hours in London)
-- and a case in which somebody bears the surname of the reader. Each is
-- found once, its reader asked by a message, and it is on record.
create function rowan_private.find_unusual_reading(
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
    with reads as (
      select e.staff_id, e.case_id, e.at, e.at at time zone 'Europe/London' as local
      from audit_event as e
      where e.organisation_id = home and e.at >= p_since and e.case_id is not null
        and e.staff_id is not null and e.verb in (
          'case.shown', 'concern.shown', 'notes.shown', 'address.shown', 'case.printed', 'audit.shown'
        )
    ), unusual as (
      select staff_id, 'many-cases' as kind, date_trunc('hour', at) as from_at,
        count(distinct case_id)::integer as cases, null::uuid as case_id
      from reads group by staff_id, date_trunc('hour', at) having count(distinct case_id) > p_many
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
    where not exists (
      select from unusual_reading as known
      where known.staff_id = u.staff_id and known.kind = u.kind
        and case u.kind
          when 'same-name' then known.case_id = u.case_id
          when 'out-of-hours' then known.from_at between u.from_at - interval '12 hours'
            and u.from_at + interval '12 hours'
          else known.from_at = u.from_at
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
grant execute on function
  rowan_private.staff_to_hash, rowan_private.keep_staff_hash, rowan_private.find_unusual_reading
  to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
