-- People, as little as is known of them, and what is written and owed about them. A column that ends in
-- _cipher is sealed under the key of its person, case, draft or organisation; the database never sees it
-- open.

create table person (
  person_id uuid primary key,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('survivor', 'child', 'perpetrator', 'other')),
  full_name_cipher bytea,
  known_as_cipher bytea,
  -- "The woman in flat 4".
  description_cipher bytea,
  date_of_birth_cipher bytea,
  phone_cipher bytea,
  address_cipher bytea,
  words_for_self_cipher bytea,
  words_for_other_cipher bytea,
  needs_cipher bytea,
  version integer not null default 1 check (version > 0),
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  unique (organisation_id, person_id)
);
create index person_by_maker on person (created_by);

create table case_person (
  case_person_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('survivor', 'child', 'perpetrator', 'other')),
  added_by uuid not null references staff,
  added_at timestamptz not null default now(),
  removed_at timestamptz check (removed_at >= added_at),
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id),
  foreign key (organisation_id, person_id) references person (organisation_id, person_id)
);
create index case_person_by_case on case_person (case_id) where removed_at is null;
create index case_person_by_person on case_person (person_id) where removed_at is null;

-- Keyed hashes by which a person is found. Not unique: a refusal would tell that somebody is there.
create table person_token (
  person_id uuid not null,
  organisation_id uuid not null,
  purpose text not null
    check (purpose in ('name', 'name-variant', 'name-sound', 'birth', 'phone', 'postcode')),
  token bytea not null check (octet_length(token) = 32),
  foreign key (organisation_id, person_id) references person (organisation_id, person_id)
);
create index person_token_by_token on person_token (organisation_id, purpose, token, person_id);
create index person_token_by_person on person_token (person_id, purpose, token);

-- Two records that may be about the same person. Only whoever may see both sees that they are one.
create table hidden_match (
  hidden_match_id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  case_id uuid not null,
  other_case_id uuid not null,
  found_at timestamptz not null default now(),
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id),
  foreign key (organisation_id, other_case_id) references case_record (organisation_id, case_id)
);
create index hidden_match_by_case on hidden_match (case_id);
create index hidden_match_by_other on hidden_match (other_case_id);

create table note (
  note_id uuid primary key,
  case_id uuid not null references case_record,
  written_by uuid not null references staff,
  written_at timestamptz not null default now(),
  corrects uuid,
  body_cipher bytea not null,
  -- For each prompt: recorded, not-known or not-asked.
  prompts jsonb not null default '{}',
  unique (case_id, note_id),
  foreign key (case_id, corrects) references note (case_id, note_id)
);
create index note_by_time on note (case_id, written_at desc, note_id);

create table task (
  task_id uuid primary key,
  organisation_id uuid not null,
  case_id uuid not null,
  action text not null check (action <> ''),
  -- Neutral words: they stand in lists that others may glance at.
  label text not null check (label <> ''),
  made_from uuid,
  owner_role text not null check (owner_role <> ''),
  owner_id uuid,
  due_at timestamptz,
  timing text not null check (timing <> ''),
  created_at timestamptz not null default now(),
  -- Follows the newest step, so that lists of what is open have an index.
  done_at timestamptz,
  unique (case_id, task_id),
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id),
  foreign key (organisation_id, owner_id) references staff (organisation_id, staff_id),
  foreign key (case_id, made_from) references advice (case_id, advice_id)
);
create index task_open_by_owner on task (owner_id, due_at) where done_at is null;
create index task_open_by_role on task (organisation_id, owner_role, due_at)
  where done_at is null and owner_id is null;
create index task_open_by_due on task (organisation_id, due_at) where done_at is null;
create index task_by_case on task (case_id, due_at);

create table task_step (
  task_step_id uuid primary key,
  task_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('done', 'reopened', 'handed-on', 'climbed')),
  by_staff uuid references staff,
  to_staff uuid references staff,
  at timestamptz not null default now(),
  why_cipher bytea,
  foreign key (case_id, task_id) references task (case_id, task_id),
  check (by_staff is not null or kind = 'climbed')
);
create index task_step_by_task on task_step (task_id, at desc);

-- What somebody is typing, for themselves alone. A finished draft keeps its row and loses its key.
create table draft (
  draft_id uuid primary key,
  staff_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind <> ''),
  body_cipher bytea not null,
  version integer not null default 1 check (version > 0),
  danger boolean not null default false,
  started_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  closed_at timestamptz,
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);
create index draft_open on draft (staff_id, saved_at desc) where closed_at is null;
create index draft_in_danger on draft (saved_at) where closed_at is null and danger;

-- The outbox: neutral messages to staff, which say that there is something, and never what.
create table message (
  message_id uuid primary key,
  organisation_id uuid not null,
  to_staff uuid not null,
  kind text not null check (kind <> ''),
  about_case uuid,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  read_at timestamptz,
  foreign key (organisation_id, to_staff) references staff (organisation_id, staff_id),
  foreign key (organisation_id, about_case) references case_record (organisation_id, case_id)
);
create index message_by_recipient on message (to_staff, created_at desc);
create index message_unsent on message (created_at) where sent_at is null;
