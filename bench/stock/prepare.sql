-- What the copying of cases works with (copy-rows.ts). Dropped again when the stock is whole.

create schema bench;

-- The id that a row has in a copy: of the same kind, and as much older as the copy is.
create function bench.copy_id(id uuid, n integer, older_ms bigint) returns uuid
language sql immutable parallel safe
as $$
  select (
    case when substr(id::text, 15, 1) = '7' then lpad(
      to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - older_ms), 12, '0'
    ) else left(md5('head' || id::text || n), 12) end
    || '7' || left(md5(id::text || n), 3) || '8' || substr(md5(id::text || n), 4, 15)
  )::uuid
$$;

-- Twelve groups of colleagues, each with its own managers; the first is the pattern's own.
create unlogged table bench.colleague (
  staff_id uuid, party integer, new_id uuid, primary key (staff_id, party)
);
insert into bench.colleague
  select s.staff_id, party, case
    when party = 0 or exists (
      select from rowan.staff_role as r where r.staff_id = s.staff_id and r.role = 'administrator'
    ) then s.staff_id
    -- Three receive concerns at each council; the others of them would be nobody's colleagues.
    when receives and party % 3 = 0 then s.staff_id
    else bench.copy_id(s.staff_id, case when receives then party % 3 else party end, 0)
  end
  from rowan.staff as s
  cross join generate_series(0, 11) as party
  cross join lateral (select exists (
    select from rowan.staff_role as r join rowan.organisation as o
      on o.organisation_id = r.organisation_id and o.receives_role = r.role
    where r.staff_id = s.staff_id
  ) as receives) as role;

create unlogged table bench.copied (
  case_id uuid, n integer, party integer, older_ms bigint, is_old boolean, new_id uuid, reference text,
  primary key (case_id, n)
);

create unlogged table bench.copied_person (
  person_id uuid, n integer, party integer, older_ms bigint, new_id uuid, primary key (person_id, n)
);

create unlogged table bench.word_token (organisation_id uuid, word text, purpose text, token bytea);
create unlogged table bench.named (person_id uuid, organisation_id uuid, word text);
create unlogged table bench.own_token (person_id uuid, organisation_id uuid, purpose text, token bytea);
