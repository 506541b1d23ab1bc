-- A clock that is set back (docs/reliability.md) changes nothing of what counts last, keeps nobody in, and
-- gives nobody longer what was given for a time. As in 0073, what lies ahead by more than a minute was
-- written before it was set back.

-- Whoever is shut out, taken out or let go is so at once, whatever the clock says of when they were let in.
alter table staff_role drop constraint staff_role_check;
alter table case_team drop constraint case_team_check;
alter table case_person drop constraint case_person_check;
alter table exclusion drop constraint exclusion_check;

-- How far the audit was sealed when the glass was broken: what was sealed later than that, and lies ahead,
-- says that the clock was set back since.
alter table break_glass add column sealed_until timestamptz;

grant select on safe_contact, advice to rowan_definer;
grant select (written_at) on note to rowan_definer;
create policy definer_select on safe_contact for select to rowan_definer using (true);
create policy definer_select on advice for select to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- In what is read by its newest row, a row is newer than those that were there: an agreement that is taken
-- back is taken back.
create function rowan_private.follow_the_last() returns trigger
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  moment text := tg_argv[0];
  written timestamptz;
  last timestamptz;
begin
  execute format('select ($1).%I', moment) into written using new;
  execute format('select max(%I) from %I where case_id = $1', moment, tg_table_name)
    into last using new.case_id;
  if last > written then
    new := jsonb_populate_record(new, jsonb_build_object(moment, last + interval '1 millisecond'));
  end if;
  return new;
end
$$;
grant execute on function rowan_private.follow_the_last to rowan_owner;

create function rowan_private.sealed_until() returns timestamptz
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select made_at from audit_seal order by number desc limit 1
$$;

create function rowan_private.is_in_its_time(p_break break_glass, p_now timestamptz) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select p_break.ends_at > p_now and p_break.broken_at < p_now + interval '1 minute'
    and coalesce(
      rowan_private.sealed_until() <= greatest(p_break.sealed_until, p_now + interval '1 minute'), true
    )
$$;

create or replace function rowan_private.breaks_glass_now(p_staff uuid, p_case uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return exists (
    select from break_glass as b
    where b.staff_id = p_staff and b.ends_at > now() and (p_case is null or b.case_id = p_case)
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
      )
      and rowan_private.is_in_its_time(b, now())
  );
end
$$;

create or replace function rowan_private.my_emergencies() returns setof uuid
language plpgsql stable security definer set search_path = rowan, pg_temp rows 2
as $$
declare
  me uuid := rowan_private.acting_staff();
begin
  return query
    select distinct b.case_id from break_glass as b
    where b.staff_id = me and b.ends_at > now() and not rowan_private.is_excluded(b.case_id)
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
      )
      and rowan_private.is_in_its_time(b, now());
end
$$;

-- For a session that lies ahead there is no such thing as a moment ago.
create or replace function rowan_private.is_fresh_session(
  p_token_hash bytea, out is_fresh boolean, out sign_in text
)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select session.ended_at is null and session.started_at > now() - interval '10 minutes'
    and session.started_at < now() + interval '1 minute', staff.sign_in
  from session join staff using (staff_id)
  where session.token_hash = p_token_hash
$$;

-- As in 0053; what is over stays so.
create or replace function rowan_private.look_after_breaks(
  p_council text, p_chase timestamptz, p_climb timestamptz, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from organisation where council = p_council);
  broken record;
  looked_after integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('breaks:' || p_council, 0));
  for broken in
    select b.break_glass_id, b.case_id, b.staff_id from break_glass as b
    where b.organisation_id = home and not rowan_private.is_in_its_time(b, p_now) and not exists (
      select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
    )
    limit 500
  loop
    insert into break_glass_step (break_glass_step_id, break_glass_id, case_id, kind, at)
      values (uuidv7(), broken.break_glass_id, broken.case_id, 'ended', p_now);
    perform rowan_private.write_job(home, broken.case_id, null, 'glass.ended');
    perform rowan_private.free_stranded(broken.case_id);
    looked_after := looked_after + 1;
  end loop;
  for broken in
    select b.break_glass_id, b.case_id, b.staff_id,
      case when b.broken_at <= p_climb then 'climbed' else 'chased' end as wanted
    from break_glass as b
    where b.organisation_id = home and b.broken_at <= p_chase
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and (
          s.kind in ('reviewed', 'climbed') or (s.kind = 'chased' and b.broken_at > p_climb)
        )
      )
    limit 500
  loop
    insert into break_glass_step (break_glass_step_id, break_glass_id, case_id, kind, at)
      values (uuidv7(), broken.break_glass_id, broken.case_id, broken.wanted, p_now);
    insert into message (message_id, organisation_id, to_staff, kind, about_case, created_at)
      select uuidv7(), home, told, 'glass-unreviewed', broken.case_id, p_now
      from (
        select rowan_private.who_hears_of_break(broken.case_id, broken.staff_id) as told
        union
        select rowan_private.who_answers_for(coalesce((
          select l.staff_id from case_lead as l where l.case_id = broken.case_id
          order by l.case_lead_id desc limit 1
        ), broken.staff_id), broken.case_id) where broken.wanted = 'climbed'
      ) as heard
      where told <> broken.staff_id;
    perform rowan_private.write_job(home, broken.case_id, null, 'glass.chased');
    looked_after := looked_after + 1;
  end loop;
  return looked_after;
end
$$;

-- As in 0080; and so with what else lets somebody in for a time.
create or replace function rowan_private.end_old_sessions() returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  ended integer;
begin
  update way_in set used_at = now()
    where used_at is null and (expires_at <= now() or made_at > now() + interval '1 minute');
  delete from sign_in_errand
    where made_at < now() - interval '10 minutes' or made_at > now() + interval '1 minute';
  update session set unsent_cipher = null
    where unsent_cipher is not null and ended_at <= now() - interval '12 hours';
  update session set ended_at = now()
    where ended_at is null
      and (last_seen_at <= now() - interval '20 minutes' or started_at <= now() - interval '12 hours');
  get diagnostics ended = row_count;
  return ended;
end
$$;

grant execute on function rowan_private.sealed_until to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

alter table break_glass alter column sealed_until set default rowan_private.sealed_until();
create trigger keep_order before insert on safe_contact
  for each row execute function rowan_private.follow_the_last('written_at');
create trigger keep_order before insert on case_closing
  for each row execute function rowan_private.follow_the_last('at');
create trigger keep_order before insert on advice
  for each row execute function rowan_private.follow_the_last('given_at');
create trigger keep_order before insert on concern_step
  for each row execute function rowan_private.follow_the_last('at');
create trigger keep_order before insert on note
  for each row execute function rowan_private.follow_the_last('written_at');
