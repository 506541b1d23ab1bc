-- Who joins, moves and leaves. An administrator does it and sees no case by it: of somebody's work they are
-- told that some is owed, never how much or what.

alter table staff
  -- Somebody who signs in by another way, or has not chosen a password yet, has none.
  alter column password_hash drop not null,
  -- So that nobody is added twice; under the organisation's key, as the address itself is.
  add column email_token bytea check (octet_length(email_token) = 32);
create index staff_by_email on staff (organisation_id, email_token) where email_token is not null;
grant select (email_token), update (email_token) on staff to rowan_app;

-- What an administrator did with somebody's account: the audit says that it was done, this to whom. "what" is
-- a role, a day, or the id of a team or a manager.
create table staff_change (
  staff_change_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in (
    'added', 'renamed', 'moved', 'managed', 'reached', 'role-given', 'role-ended', 'leaving', 'closed',
    'returned', 'sessions-ended', 'way-in-made'
  )),
  what text check (octet_length(what) <= 100),
  -- Nobody, where Rowan closed the account on the day that was set.
  by_staff uuid references staff,
  at timestamptz not null default now(),
  reference text not null,
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);
create index staff_change_by_staff on staff_change (staff_id, staff_change_id desc);
alter table staff_change enable row level security;
alter table staff_change force row level security;
create trigger keep_rows before update or delete on staff_change
  for each row execute function rowan_private.refuse_rewriting();
create trigger keep_table before truncate on staff_change
  for each statement execute function rowan_private.refuse_rewriting();
grant select on staff_change to rowan_app;
grant insert (organisation_id, staff_id, kind, what, by_staff, reference) on staff_change to rowan_app;
create policy administrator_sees on staff_change for select to rowan_app
  using (rowan_private.administers(organisation_id));
create policy administrator_writes on staff_change for insert to rowan_app
  with check (rowan_private.administers(organisation_id) and by_staff = rowan_private.current_staff());

grant update (left_on) on staff to rowan_definer;
grant update (ended_at) on staff_role to rowan_definer;
grant update (ends_at) on cover to rowan_definer;
grant insert (organisation_id, staff_id, kind, what, reference) on staff_change to rowan_definer;
create policy definer_update on staff for update to rowan_definer using (true);
create policy definer_update on staff_role for update to rowan_definer using (true);
create policy definer_update on cover for update to rowan_definer using (true);
create policy definer_insert on staff_change for insert to rowan_definer with check (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- Nobody administers themselves.
create function rowan_private.administers_staff(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from staff where staff_id = p_staff and rowan_private.administers(organisation_id)
      and staff_id <> rowan_private.current_staff()
  )
$$;

create function rowan_private.leads_still(p_staff uuid) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select exists (
    select from case_lead as l
    where l.staff_id = p_staff and not rowan_private.is_closed(l.case_id) and not exists (
      select from case_lead as newer
      where newer.case_id = l.case_id and newer.case_lead_id > l.case_lead_id
    )
  )
$$;

-- Whether anything of somebody's has to be handed on, for their administrator: p_only_leading, a case that
-- they lead.
create function rowan_private.owes_work(p_staff uuid, p_only_leading boolean) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select rowan_private.administers_staff(p_staff) and (
    rowan_private.leads_still(p_staff) or (not p_only_leading and exists (
      select from task where owner_id = p_staff and done_at is null
    ))
  )
$$;

-- What somebody may not see any more is not theirs to do: it is nobody's, and stands on a list.
create function rowan_private.free_tasks_of(p_staff uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform rowan_private.free_stranded(theirs.case_id)
    from (select distinct case_id from task where owner_id = p_staff and done_at is null) as theirs;
end
$$;

create function rowan_private.free_tasks_of_mover(p_staff uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not exists (
    select from staff where staff_id = p_staff and rowan_private.administers(organisation_id)
  ) then
    raise exception 'not an administrator of this person' using errcode = 'insufficient_privilege';
  end if;
  perform rowan_private.free_tasks_of(p_staff);
end
$$;

-- Those who hand somebody's work on, told once while they have not seen it.
create function rowan_private.tell_of_leaver(p_staff uuid, p_now timestamptz) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.owes_work(p_staff, false) then
    return;
  end if;
  insert into message (message_id, organisation_id, to_staff, kind, about_staff, created_at)
    select uuidv7(), s.organisation_id, told, 'leaver', p_staff, p_now
    from staff as s, rowan_private.who_answers_for(p_staff, null) as told
    where s.staff_id = p_staff and not exists (
      select from message as m
      where m.to_staff = told and m.kind = 'leaver' and m.about_staff = p_staff and m.read_at is null
    );
end
$$;

create function rowan_private.end_sessions_of(p_staff uuid) returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  ended integer;
begin
  if not rowan_private.administers_staff(p_staff) then
    raise exception 'not an administrator of this person' using errcode = 'insufficient_privilege';
  end if;
  update session set ended_at = now() where staff_id = p_staff and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end
$$;

create function rowan_private.shut_account(p_staff uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  update session set ended_at = now() where staff_id = p_staff and ended_at is null;
  update staff_role set ended_at = now() where staff_id = p_staff and ended_at is null;
  update cover set ends_at = greatest(starts_at, now())
    where p_staff in (absent_staff_id, covering_staff_id) and ends_at > now();
  perform rowan_private.free_tasks_of(p_staff);
end
$$;

-- At once. Somebody who is not to come in any more has not to wait for a job.
create function rowan_private.close_account(p_staff uuid) returns boolean
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.administers_staff(p_staff) or not rowan_private.is_current(p_staff) then
    return false;
  end if;
  update staff set left_on = current_date where staff_id = p_staff;
  perform rowan_private.shut_account(p_staff);
  return true;
end
$$;

-- A job, because the day on which somebody leaves may be set long before it.
create function rowan_private.shut_accounts_of_leavers() returns integer
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  gone record;
  shut integer := 0;
begin
  for gone in
    select s.staff_id, s.organisation_id from staff as s
    where s.left_on <= current_date and (
      exists (select from staff_role as r where r.staff_id = s.staff_id and r.ended_at is null)
      or exists (select from session as x where x.staff_id = s.staff_id and x.ended_at is null)
    )
    limit 500
  loop
    perform rowan_private.shut_account(gone.staff_id);
    insert into staff_change (organisation_id, staff_id, kind, reference)
      values (gone.organisation_id, gone.staff_id, 'closed', 'job');
    perform rowan_private.write_job(gone.organisation_id, null, gone.staff_id, 'account.closed');
    shut := shut + 1;
  end loop;
  return shut;
end
$$;

create function rowan_private.email_of(p_staff uuid) returns bytea
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select email_cipher from staff where staff_id = p_staff and rowan_private.administers(organisation_id)
$$;

grant execute on function
  rowan_private.owes_work, rowan_private.free_tasks_of_mover, rowan_private.tell_of_leaver,
  rowan_private.end_sessions_of, rowan_private.close_account, rowan_private.email_of,
  rowan_private.administers_staff
  to rowan_app;
grant execute on function rowan_private.shut_accounts_of_leavers to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
