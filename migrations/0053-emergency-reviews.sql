-- Who reviews a break, who is chased, and which rows of it are seen.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Information governance reviews; never whoever broke it.
create function rowan_private.may_review_break(p_break uuid) returns boolean
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return rowan_private.acting_staff() is not null and rowan_private.holds_role('information-governance')
    and exists (
      select from break_glass as b
      where b.break_glass_id = p_break and b.organisation_id = rowan_private.viewer_organisation()
        and b.staff_id <> rowan_private.acting_staff() and not rowan_private.is_excluded(b.case_id)
        and not exists (
          select from break_glass_step as s where s.break_glass_id = p_break and s.kind = 'reviewed'
        )
    );
end
$$;

-- Takes note of what has run out, so that nobody's task hangs on it; and chases what nobody has reviewed:
-- information governance before p_chase, and before p_climb the receivers and the lead's manager as well.
create function rowan_private.look_after_breaks(
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
    where b.organisation_id = home and b.ends_at <= p_now and not exists (
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

grant execute on function
  rowan_private.breaks_glass_now, rowan_private.may_break_glass, rowan_private.find_for_emergency,
  rowan_private.who_hears_of_break, rowan_private.references_of, rowan_private.my_emergencies,
  rowan_private.sees_break, rowan_private.may_review_break
  to rowan_app;
grant execute on function rowan_private.look_after_breaks to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

create policy seen on break_glass for select to rowan_app using (rowan_private.sees_break(break_glass_id));
create policy seen on break_glass_step for select to rowan_app
  using (rowan_private.sees_break(break_glass_id));
-- From when and until when, the database says.
grant insert (break_glass_id, organisation_id, case_id, staff_id, why_cipher) on break_glass to rowan_app;
grant insert on break_glass_step to rowan_app;
create policy own_emergency on break_glass for insert to rowan_app
  with check (
    staff_id = rowan_private.acting_staff() and rowan_private.may_break_glass()
    and organisation_id = rowan_private.viewer_organisation()
  );
create policy ends_or_reviews on break_glass_step for insert to rowan_app
  with check (
    by_staff = rowan_private.acting_staff() and exists (
      select from break_glass as b
      where b.break_glass_id = break_glass_step.break_glass_id and b.case_id = break_glass_step.case_id
        and case break_glass_step.kind
          when 'ended' then b.staff_id = break_glass_step.by_staff
          when 'reviewed' then rowan_private.may_review_break(b.break_glass_id)
          else false
        end
    )
  );
