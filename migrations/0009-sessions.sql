-- Writing the audit, founding an organisation, signing in. The application may call these and not touch the
-- tables behind them.

reset role;
set local role rowan_definer;

-- The bytes of an event's hash: each field as its length (four bytes; -1 for none) and its bytes, in this
-- order, behind a tag that says what is hashed.
create function rowan_private.hash_field(p_value bytea) returns bytea
language sql immutable
as $$ select coalesce(int4send(octet_length(p_value)) || p_value, int4send(-1)) $$;

create function rowan_private.hash_event(p_event audit_event) returns bytea
language sql stable set search_path = rowan, pg_temp
as $$
  select sha256(
    convert_to('rowan audit event 1', 'UTF8')
    || rowan_private.hash_field(uuid_send(p_event.event_id))
    || rowan_private.hash_field(uuid_send(p_event.organisation_id))
    || rowan_private.hash_field(convert_to(p_event.chain, 'UTF8'))
    || rowan_private.hash_field(int8send(p_event.seq))
    || rowan_private.hash_field(p_event.previous_hash)
    || rowan_private.hash_field(uuid_send(p_event.case_id))
    || rowan_private.hash_field(uuid_send(p_event.staff_id))
    || rowan_private.hash_field(convert_to(p_event.acting_as, 'UTF8'))
    || rowan_private.hash_field(convert_to(p_event.verb, 'UTF8'))
    || rowan_private.hash_field(p_event.reason_commitment)
    || rowan_private.hash_field(int8send((extract(epoch from p_event.at) * 1000000)::bigint))
    || rowan_private.hash_field(convert_to(p_event.reference, 'UTF8'))
    || rowan_private.hash_field((
      select coalesce(string_agg(uuid_send(shown), ''::bytea order by place), ''::bytea)
      from unnest(p_event.cases_shown) with ordinality as listed (shown, place)
    ))
  )
$$;

-- Locks the head of the chain, so that two writers of one case wait for each other and of two do not.
create function rowan_private.write_audit(p_event audit_event) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  written audit_event := p_event;
begin
  written.event_id := uuidv7();
  written.chain := coalesce(
    'case:' || p_event.case_id, 'staff:' || get_byte(uuid_send(p_event.staff_id), 15) % 16
  );
  insert into audit_head (chain, seq, hash)
    values (written.chain, 0, sha256(convert_to(written.chain, 'UTF8')))
    on conflict (chain) do nothing;
  select head.seq + 1, head.hash into written.seq, written.previous_hash
    from audit_head as head where head.chain = written.chain for update;
  written.at := clock_timestamp();
  written.hash := rowan_private.hash_event(written);
  insert into audit_event select written.*;
  update audit_head set seq = written.seq, hash = written.hash where chain = written.chain;
end
$$;

create function rowan_private.append_audit(
  p_verb text, p_case uuid, p_acting_as text, p_reason bytea, p_reference text, p_cases_shown uuid[]
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  event audit_event;
begin
  select s.staff_id, s.organisation_id into event.staff_id, event.organisation_id from staff as s
    where s.staff_id = rowan_private.viewer() and (s.left_on is null or s.left_on > current_date);
  if event.staff_id is null or (p_case is not null and not exists (
    select from case_record where case_id = p_case and organisation_id = event.organisation_id
  )) then
    raise exception 'an act without an actor, or in another organisation, is not recorded'
      using errcode = 'insufficient_privilege';
  end if;
  event.case_id := p_case;
  event.acting_as := coalesce(
    p_acting_as,
    case when p_case is not null then rowan_private.describe_relation(p_case) end,
    'staff'
  );
  event.verb := p_verb;
  event.reason_commitment := p_reason;
  event.reference := p_reference;
  event.cases_shown := coalesce(p_cases_shown, '{}');
  perform rowan_private.write_audit(event);
end
$$;

-- Waits grow with failures: none for the first few, then 2, 4, 8 seconds up to the cap. Nobody is locked out.
create function rowan_private.wait_after(p_subject bytea, p_free integer, p_cap integer) returns integer
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select coalesce((
    select greatest(0, ceil(extract(epoch from
      last_at + make_interval(secs => least(p_cap, 2 ^ least(failures - p_free + 1, 10))) - now()
    )))::integer
    from sign_in_failure
    where subject = p_subject and failures >= p_free and last_at > now() - interval '1 hour'
  ), 0)
$$;

-- Looks an account up. An attempt counts as failed until it has succeeded, so that many at once gain nothing.
-- p_address is a keyed hash of the network address.
create function rowan_private.begin_sign_in(
  p_sign_in text, p_address bytea,
  out staff_id uuid, out organisation_id uuid, out password_hash text, out wait_seconds integer
)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  account bytea := sha256(convert_to('account:' || p_sign_in, 'UTF8'));
  pair bytea := sha256(convert_to('account:' || p_sign_in, 'UTF8') || p_address);
begin
  perform pg_advisory_xact_lock(7269603, hashtext(p_sign_in));
  select s.staff_id, s.organisation_id, s.password_hash into staff_id, organisation_id, password_hash
    from staff as s
    where s.sign_in = p_sign_in and (s.left_on is null or s.left_on > current_date);
  wait_seconds := greatest(
    rowan_private.wait_after(pair, 3, 60),
    rowan_private.wait_after(p_address, 30, 5),
    -- From where this account has signed in before, an attack from elsewhere costs nothing.
    case when exists (
      select from sign_in_place as place
      where place.staff_id = begin_sign_in.staff_id and place.address = p_address
    ) then 0 else rowan_private.wait_after(account, 20, 5) end
  );
  if wait_seconds > 0 then
    password_hash := null;
    return;
  end if;
  insert into sign_in_failure as f (subject, failures)
    select counted, 1 from unnest(array[account, pair, p_address]) as counted order by counted
    on conflict (subject) do update set last_at = now(),
      failures = case when f.last_at < now() - interval '1 hour' then 1 else f.failures + 1 end;
end
$$;
