-- Seals: each minute the heads of the chains that grew since, under one signed root
-- (docs/decisions/0011-audit-seals.md). Whoever holds the whole server can write a chain anew; a seal that
-- was exported before then tells.

create table audit_seal (
  number bigint primary key check (number > 0),
  made_at timestamptz not null,
  -- What is signed, with its signature. It names the root and the seal before it.
  note text not null check (note <> '')
);

create table audit_seal_head (
  chain text not null,
  seq bigint not null check (seq > 0),
  hash bytea not null check (octet_length(hash) = 32),
  number bigint not null references audit_seal,
  primary key (chain, seq)
);
create index audit_seal_head_by_seal on audit_seal_head (number);

do $$
declare
  named text;
begin
  foreach named in array array['audit_seal', 'audit_seal_head'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', named
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', named
    );
    execute format('grant select, insert on %I to rowan_definer', named);
    execute format('create policy definer_select on %I for select to rowan_definer using (true)', named);
    execute format('create policy definer_insert on %I for insert to rowan_definer with check (true)', named);
  end loop;
end
$$;
grant select on audit_event to rowan_definer;
create policy definer_select on audit_event for select to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

-- Nobody else seals until the transaction ends. The time is the database's, as that of the rows is.
create function rowan_private.begin_seal()
returns table (number bigint, made_at timestamptz, note text, now timestamptz)
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('audit-seal', 0));
  return query
    select last.number, last.made_at, last.note, clock_timestamp()
    from (select) as once left join lateral (
      select s.number, s.made_at, s.note from audit_seal as s order by s.number desc limit 1
    ) as last on true;
end
$$;

-- Heads that grew beyond what was sealed of them: of the chains that were written since a moment, so that a
-- minute's work does not look at every case there is; of all of them where it is null.
create function rowan_private.heads_to_seal(p_since timestamptz, p_limit integer)
returns table (chain text, seq bigint, hash bytea)
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
begin
  return query
    select head.chain, head.seq, head.hash
    from audit_head as head
    where (p_since is null or head.chain in (
        select e.chain from organisation as o
        join audit_event as e on e.organisation_id = o.organisation_id and e.at >= p_since
      ))
      and head.seq > coalesce((
        select sealed.seq from audit_seal_head as sealed where sealed.chain = head.chain
        order by sealed.seq desc limit 1
      ), 0)
    limit p_limit;
end
$$;

create function rowan_private.keep_seal(
  p_number bigint, p_made_at timestamptz, p_note text, p_chains text[], p_seqs bigint[], p_hashes bytea[]
) returns void
language sql security definer set search_path = rowan, pg_temp
as $$
  insert into audit_seal (number, made_at, note) values (p_number, p_made_at, p_note);
  insert into audit_seal_head (chain, seq, hash, number)
    select chain, seq, hash, p_number from unnest(p_chains, p_seqs, p_hashes) as head (chain, seq, hash);
$$;

create function rowan_private.seals_after(p_number bigint, p_limit integer)
returns table (number bigint, note text, chains text[], seqs bigint[], hashes bytea[])
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select s.number, s.note, coalesce(h.chains, '{}'), coalesce(h.seqs, '{}'), coalesce(h.hashes, '{}')
  from audit_seal as s
  left join lateral (
    select array_agg(head.chain) as chains, array_agg(head.seq) as seqs, array_agg(head.hash) as hashes
    from audit_seal_head as head where head.number = s.number
  ) as h on true
  where s.number > p_number order by s.number limit p_limit
$$;

-- For whoever verifies: the rows in the order of their chains, each with the head as this very moment has
-- it. No row holds a word that a person wrote.
create function rowan_private.audit_after(p_chain text, p_seq bigint, p_limit integer)
returns table (
  event_id uuid, organisation_id uuid, chain text, seq bigint, previous_hash bytea, hash bytea, case_id uuid,
  staff_id uuid, acting_as text, verb text, reason_commitment bytea, micros bigint, reference text,
  cases_shown uuid[], head_seq bigint, head_hash bytea, case_reference text
)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select e.event_id, e.organisation_id, e.chain, e.seq, e.previous_hash, e.hash, e.case_id, e.staff_id,
    e.acting_as, e.verb, e.reason_commitment, (extract(epoch from e.at) * 1000000)::bigint, e.reference,
    e.cases_shown, head.seq, head.hash, c.reference
  from audit_event as e
  left join audit_head as head on head.chain = e.chain
  left join case_record as c on c.case_id = e.case_id
  where (e.chain, e.seq) > (p_chain, p_seq)
  order by e.chain, e.seq limit p_limit
$$;

-- Chains of which a head is left and no row.
create function rowan_private.emptied_chains() returns table (chain text, seq bigint, hash bytea)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select head.chain, head.seq, head.hash from audit_head as head
  where not exists (select from audit_event as e where e.chain = head.chain)
$$;

grant execute on function
  rowan_private.begin_seal, rowan_private.heads_to_seal, rowan_private.keep_seal, rowan_private.seals_after,
  rowan_private.audit_after, rowan_private.emptied_chains
  to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
