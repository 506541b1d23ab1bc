-- One container for a concern and for the case that it may become: a concern is a record that nobody has
-- opened yet (docs/decisions/0005-one-container-for-concern-and-case.md).

create table case_record (
  case_id uuid primary key,
  organisation_id uuid not null references organisation,
  -- Six digits that say nothing; the database chooses them (0008), so that nobody can try whether one is
  -- taken.
  reference text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  service text not null check (service <> ''),
  situation text not null check (situation <> ''),
  -- Whether somebody is in danger; null is "not known", which is not no.
  danger boolean,
  -- One form makes one record, however often it is sent.
  idempotency uuid not null,
  unique (organisation_id, reference),
  unique (organisation_id, case_id),
  unique (recorded_by, idempotency),
  foreign key (organisation_id, recorded_by) references staff (organisation_id, staff_id)
);
create index case_record_by_time on case_record (organisation_id, recorded_at desc, case_id);
create index case_record_by_recorder on case_record (recorded_by, recorded_at desc);

create table case_opening (
  case_id uuid primary key references case_record,
  opened_by uuid not null references staff,
  opened_at timestamptz not null default now()
);

-- The newest row names the lead.
create table case_lead (
  case_lead_id bigint generated always as identity primary key,
  case_id uuid not null references case_opening,
  staff_id uuid not null references staff,
  from_at timestamptz not null default now(),
  set_by uuid not null references staff
);
create index case_lead_newest on case_lead (case_id, case_lead_id desc);
create index case_lead_by_staff on case_lead (staff_id, case_id);

create table case_team (
  case_team_id bigint generated always as identity primary key,
  case_id uuid not null references case_record,
  staff_id uuid not null references staff,
  added_by uuid not null references staff,
  added_at timestamptz not null default now(),
  removed_at timestamptz check (removed_at >= added_at)
);
create index case_team_by_staff on case_team (staff_id, case_id) where removed_at is null;
create index case_team_by_case on case_team (case_id) where removed_at is null;

-- What happened to a concern on its way: each step a row.
create table concern_step (
  concern_step_id uuid primary key,
  case_id uuid not null references case_record,
  kind text not null check (kind in ('sent', 'accepted', 'asked-back', 'answered', 'handed-on', 'climbed')),
  by_staff uuid references staff,
  to_staff uuid references staff,
  at timestamptz not null default now(),
  -- Under the case's key.
  words_cipher bytea,
  check (by_staff is not null or kind in ('sent', 'climbed'))
);
create index concern_step_by_case on concern_step (case_id, at);
create index concern_step_by_recipient on concern_step (to_staff, at) where to_staff is not null;

-- A member of staff who is shut out of a case, because they know or are a party to it.
create table exclusion (
  exclusion_id uuid primary key,
  organisation_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  set_by uuid not null references staff,
  set_at timestamptz not null default now(),
  why_cipher bytea not null,
  lifted_at timestamptz check (lifted_at >= set_at),
  lifted_by uuid references staff,
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id),
  check ((lifted_at is null) = (lifted_by is null))
);
create index exclusion_by_staff on exclusion (staff_id, case_id) where lifted_at is null;
create index exclusion_by_case on exclusion (case_id) where lifted_at is null;

-- What the pathway gave for one set of facts. New facts are a new row, and the old one stays.
create table advice (
  advice_id uuid primary key,
  case_id uuid not null references case_record,
  given_at timestamptz not null default now(),
  given_to uuid not null references staff,
  facts jsonb not null,
  result jsonb not null,
  trace jsonb not null,
  policy_version text not null check (policy_version <> ''),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  unique (case_id, advice_id)
);
create index advice_newest on advice (case_id, given_at desc);

-- Signs of abuse that somebody saw, by the vocabulary's name.
create table sign_seen (
  case_id uuid not null references case_record,
  sign text not null check (sign <> ''),
  seen_by uuid not null references staff,
  recorded_at timestamptz not null default now(),
  primary key (case_id, sign, seen_by)
);
