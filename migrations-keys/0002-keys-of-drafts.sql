-- The keys of drafts are looked through, because a stop between a draft's end and its key's leaves one over.
create index data_key_of_drafts on data_key (made_at) where kind = 'draft';
