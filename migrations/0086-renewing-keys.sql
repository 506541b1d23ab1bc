-- The keys of things are renewed while Rowan serves: every sealed word is sealed again under its owner's new
-- key, by the worker, and nothing else about it can change on the way.

-- The definer alone may change sealed words, and of a row nothing else.
do $$
declare
  sealed record;
begin
  for sealed in
    select table_name, string_agg(quote_ident(column_name), ', ') as columns, max(bound_row) as bound_row,
      substring(max(owner) from '^t\.(.+)$') as owner
    from sealed_column where owner is not null group by table_name
  loop
    execute format(
      'grant select (%1$s, %2$I%3$s), update (%1$s) on %4$I to rowan_definer', sealed.columns,
      sealed.bound_row, ', ' || quote_ident(sealed.owner), sealed.table_name
    );
    execute format(
      'create policy definer_finds_sealed on %I for select to rowan_definer using (true)', sealed.table_name
    );
    execute format(
      'create policy definer_seals_again on %I for update to rowan_definer using (true)', sealed.table_name
    );
  end loop;
end
$$;

grant select (case_id) on draft to rowan_definer;

grant create on schema rowan_private to rowan_definer;
reset role;
set local role rowan_definer;

-- Whether nothing of a row changed but words that were sealed again: as long as before, and under the key
-- that takes the old one's place. That they say the same, only whoever has the keys can know.
create function rowan_private.is_sealed_again(p_table text, p_before jsonb, p_after jsonb) returns boolean
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select coalesce(bool_and(
    before.value is not null and after.value is not null and length(before.value) = length(after.value)
    and exists (
      select from sealed_column as c
      where c.table_name = p_table and c.column_name = before.key and c.owner is not null
    )
    and exists (
      select from key_renewal as r
      where r.old_key = rowan_private.key_of(before.value::bytea)
        and r.new_key = rowan_private.key_of(after.value::bytea) and r.retired_at is not null
    )
  ), false)
  from jsonb_each_text(p_before) as before join jsonb_each_text(p_after) as after using (key)
  where before.value is distinct from after.value
$$;

-- Of what is about to happen, the record: on the case's chain, or on the organisation's.
create function rowan_private.begin_renewal(p_owner uuid, p_old uuid, p_new uuid) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  home uuid;
  about uuid;
begin
  insert into key_renewal (old_key, new_key, owner_id) values (p_old, p_new, p_owner) on conflict do nothing;
  if not found then
    return;
  end if;
  select case_id, organisation_id into about, home from case_record where case_id = p_owner;
  home := coalesce(
    home,
    (select organisation_id from person where person_id = p_owner),
    (select organisation_id from draft where draft_id = p_owner),
    (select organisation_id from organisation where organisation_id = p_owner)
  );
  -- A key whose thing was never made sealed nothing.
  if home is not null then
    perform rowan_private.write_job(home, about, null, 'key.renewed');
  end if;
end
$$;

create function rowan_private.retire_keys(p_old uuid[]) returns void
language plpgsql security definer set search_path = rowan, pg_temp set lock_timeout = '200ms'
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('retiring', 0));
  update key_renewal set retired_at = now() where old_key = any(p_old) and retired_at is null;
end
$$;

-- What is still sealed with these keys of these owners, at most p_limit and a column's worth more.
create function rowan_private.sealed_with(p_owners uuid[], p_keys uuid[], p_limit integer)
returns table (
  table_name text, column_name text, bound_table text, bound_row text, owner_id uuid, cipher bytea
)
language plpgsql stable security definer set search_path = rowan, pg_temp
as $$
declare
  sealed sealed_column;
  found_now integer;
  found_all integer := 0;
begin
  for sealed in select * from sealed_column as c where c.owner is not null loop
    return query execute format(
      'select %1$L, %2$L, %3$L, t.%4$I::text, %5$s, t.%2$I from %1$I as t
       where %5$s = any($1) and t.%2$I is not null and rowan_private.key_of(t.%2$I) = any($2) limit $3',
      sealed.table_name, sealed.column_name, sealed.bound_table, sealed.bound_row, sealed.owner
    ) using p_owners, p_keys, p_limit;
    get diagnostics found_now = row_count;
    found_all := found_all + found_now;
    exit when found_all >= p_limit;
  end loop;
end
$$;

-- Puts words that were sealed again in the place of those before, where these still stand there.
create function rowan_private.seal_again(
  p_table text, p_column text, p_row uuid, p_before bytea, p_after bytea
) returns void
language plpgsql security definer set search_path = rowan, pg_temp set lock_timeout = '200ms'
as $$
declare
  sealed sealed_column;
begin
  select * into strict sealed from sealed_column as c
    where c.table_name = p_table and c.column_name = p_column and c.owner is not null;
  execute format(
    'update %1$I as t set %2$I = $3 where t.%3$I = $1 and t.%2$I = $2',
    sealed.table_name, sealed.column_name, sealed.bound_row
  ) using p_row, p_before, p_after;
end
$$;

-- A case, those who stand or stood in it, and what is being typed about it.
create function rowan_private.owners_in_case(p_council text, p_reference text) returns setof uuid
language sql stable security definer set search_path = rowan, pg_temp
as $$
  with named as (
    select c.case_id from case_record as c join organisation as o using (organisation_id)
    where o.council = p_council and c.reference = p_reference
  )
  select case_id from named
  union select person_id from case_person join named using (case_id)
  union select draft_id from draft join named using (case_id) where closed_at is null
$$;

grant execute on function
  rowan_private.begin_renewal, rowan_private.retire_keys, rowan_private.sealed_with, rowan_private.seal_again,
  rowan_private.owners_in_case
  to rowan_worker;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;

-- As in 0005, but for words that are sealed again.
create or replace function rowan_private.refuse_rewriting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and current_user = 'rowan_definer' then
    if rowan_private.is_sealed_again(tg_table_name, to_jsonb(old), to_jsonb(new)) then
      return new;
    end if;
  end if;
  raise exception 'rows of % are kept as they were written', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

-- As in 0018: words that are sealed again are as they were, and not kept twice.
drop trigger keep_before on person;
create trigger keep_before before update on person for each row
  when (current_user <> 'rowan_definer') execute function rowan_private.keep_person_before();
