-- A master key may be kept by a key service, where nobody can read it. By what the service once wrapped,
-- it is known to be the right one; of a master key in a file there is nothing to keep.
alter table master_key add column proof bytea;
