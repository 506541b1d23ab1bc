-- Each key says under which master key it is wrapped, so that one master key is exchanged for another while
-- Rowan serves. One is in use; those before it stay named, for what a stopped exchange left behind.
alter table master_key drop constraint master_key_pkey;
alter table master_key drop column is_the_one;
alter table master_key add primary key (commitment), add column retired_at timestamptz;
create unique index master_key_in_use on master_key ((true)) where retired_at is null;

alter table data_key add column wrapped_under bytea references master_key;
update data_key set wrapped_under = (select commitment from master_key);
alter table data_key alter column wrapped_under set not null;
create index data_key_by_master on data_key (wrapped_under);

grant update (wrapped, wrapped_under) on data_key to rowan_keeper;
grant update (retired_at) on master_key to rowan_keeper;
