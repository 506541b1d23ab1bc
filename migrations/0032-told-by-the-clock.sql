-- Facts that nobody said: the clock told them when the concern was saved. A page says so.
alter table advice add column by_clock text[] not null default '{}';
