-- The worker's other jobs: drafts that are left alone, and the messages on their way out.

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Drafts in which danger was said. Their author is told of one that was left alone since p_left; once that
-- was before p_told, whoever answers for the author is told that there is one. Typing begins it anew.
create function rowan_private.remind_of_drafts(
  p_council text, p_left timestamptz, p_told timestamptz, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid := (select organisation_id from organisation where council = p_council);
  waiting record;
  reminded integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('drafts:' || p_council, 0));
  for waiting in
    select draft_id, staff_id, coalesce(reminded_at < saved_at, true) as is_first from draft
    where organisation_id = home and danger and closed_at is null and saved_at <= p_left
      and (coalesce(reminded_at < saved_at, true) or (
        reminded_at <= p_told and coalesce(manager_told_at < saved_at, true)
      ))
    order by saved_at
    limit 500
  loop
    if waiting.is_first then
      update draft set reminded_at = p_now where draft_id = waiting.draft_id;
      insert into message (message_id, organisation_id, to_staff, kind, created_at)
        values (uuidv7(), home, waiting.staff_id, 'draft-waits', p_now);
      perform rowan_private.write_job(home, null, waiting.staff_id, 'draft.reminded');
    else
      update draft set manager_told_at = p_now where draft_id = waiting.draft_id;
      insert into message (message_id, organisation_id, to_staff, kind, about_staff, created_at)
        select uuidv7(), home, told, 'draft-left', waiting.staff_id, p_now
        from rowan_private.who_answers_for(waiting.staff_id, null) as told;
      perform rowan_private.write_job(home, null, waiting.staff_id, 'draft.manager-told');
    end if;
    reminded := reminded + 1;
  end loop;
  return reminded;
end
$$;

-- Which of these have no open draft: what is left of their keys can go.
create function rowan_private.drafts_gone(p_drafts uuid[]) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select wanted from unnest(p_drafts) as wanted
  where not exists (select from draft where draft_id = wanted and closed_at is null)
$$;

-- Takes messages to send, the oldest first, and says when each is tried again if nobody settles it. What was
-- seen in Rowan is sent no more.
create function rowan_private.claim_messages(p_now timestamptz, p_pauses integer[], p_limit integer)
returns table (message_id uuid, organisation_id uuid, to_staff uuid, email_cipher bytea, tries integer)
language sql security definer set search_path = rowan, pg_temp
as $$
  with due as (
    select m.message_id from message as m
    where m.sent_at is null and m.given_up_at is null and m.read_at is null
      and (m.try_again_at is null or m.try_again_at <= p_now)
    order by m.created_at
    limit p_limit
    for update skip locked
  )
  update message as m set tries = m.tries + 1, try_again_at = p_now + make_interval(
      secs => p_pauses[least(m.tries + 1, cardinality(p_pauses))]
    )
  from due, staff as s
  where m.message_id = due.message_id and s.staff_id = m.to_staff
  returning m.message_id, m.organisation_id, m.to_staff, s.email_cipher, m.tries
$$;

create function rowan_private.settle_message(p_message uuid, p_now timestamptz) returns void
language sql security definer set search_path = rowan, pg_temp
as $$ update message set sent_at = p_now where message_id = p_message and sent_at is null $$;

-- Whoever answers for somebody who cannot be reached is told, so that they tell them. Of a message of this
-- kind itself nobody is told: that would go round for ever.
create function rowan_private.give_message_up(p_message uuid, p_now timestamptz) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  lost message;
begin
  update message set given_up_at = p_now
    where message_id = p_message and sent_at is null and given_up_at is null returning * into lost;
  if lost.message_id is null or lost.kind = 'not-delivered' then
    return;
  end if;
  insert into message (message_id, organisation_id, to_staff, kind, about_staff, created_at)
    select uuidv7(), lost.organisation_id, told, 'not-delivered', lost.to_staff, p_now
    from rowan_private.who_answers_for(lost.to_staff, null) as told where told <> lost.to_staff;
end
$$;

grant execute on function
  rowan_private.remind_of_drafts, rowan_private.drafts_gone, rowan_private.claim_messages,
  rowan_private.settle_message, rowan_private.give_message_up
  to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
