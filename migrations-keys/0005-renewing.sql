-- A thing has two keys while one takes the other's place: the new one is made known first (coming), then
-- everything is sealed with it (in-use) and the old one opens alone (leaving), until nothing is sealed with
-- it any more (spent). docs/decisions/0017-renewing-keys.md.
alter table data_key drop constraint data_key_owner_id_key;
alter table data_key
  add column stage text not null default 'in-use' check (stage in ('coming', 'in-use', 'leaving', 'spent')),
  add column stage_since timestamptz not null default now(),
  add unique (owner_id, stage);
create index data_key_in_renewal on data_key (stage, key_id) where stage <> 'in-use';
grant update (stage, stage_since) on data_key to rowan_keeper;

-- Whoever is erased loses every key, also one that was made for them at that very moment.
create function take_other_keys() returns trigger
language plpgsql set search_path = rowan_keys, pg_temp
as $$
begin
  delete from data_key where owner_id = old.owner_id;
  return null;
end
$$;
create trigger take_other_keys after delete on data_key
  for each row when (old.stage = 'in-use') execute function take_other_keys();
