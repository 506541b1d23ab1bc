-- Who works where. Every table from here on has row security, forced, so that not even its owner reads past
-- it; the policies stand in 0012 and 0013, the functions that they ask in 0006 to 0008.

create table organisation (
  organisation_id uuid primary key,
  -- The name of the council's policy pack. A pack serves one organisation.
  council text not null unique check (council <> ''),
  name text not null check (name <> ''),
  -- Words of the pack: the role that receives concerns; the services whose recorder of a disclosure opens
  -- the case; the services of which nobody ever leads one.
  receives_role text not null check (receives_role <> ''),
  opens_services text[] not null default '{}',
  never_leads_services text[] not null default '{}',
  founded_at timestamptz not null default now()
);

create table team (
  team_id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null check (name <> ''),
  -- A value of the pack's fact "service".
  service text not null check (service <> ''),
  unique (organisation_id, team_id)
);

create table staff (
  staff_id uuid primary key,
  organisation_id uuid not null references organisation,
  team_id uuid not null,
  manager_id uuid,
  -- Under the organisation's key.
  name_cipher bytea not null,
  -- Across the partnership, because signing in names no council; only an administrator could probe it.
  sign_in text not null unique check (sign_in = lower(sign_in) and sign_in <> ''),
  password_hash text not null,
  joined_on date not null default current_date,
  left_on date check (left_on >= joined_on),
  unique (organisation_id, staff_id),
  foreign key (organisation_id, team_id) references team (organisation_id, team_id),
  foreign key (organisation_id, manager_id) references staff (organisation_id, staff_id),
  check (manager_id <> staff_id)
);
create index staff_by_manager on staff (manager_id) where manager_id is not null;
create index staff_by_team on staff (organisation_id, team_id);

-- A role of the pack, or administrator, information-governance, policy-owner. Taking a role away ends its
-- row.
create table staff_role (
  staff_role_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  staff_id uuid not null,
  role text not null check (role <> ''),
  given_at timestamptz not null default now(),
  given_by uuid references staff,
  ended_at timestamptz check (ended_at >= given_at),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);
create index staff_role_by_staff on staff_role (staff_id, role) where ended_at is null;
create index staff_role_by_role on staff_role (organisation_id, role) where ended_at is null;

-- A person who stands in for another, from one moment to another.
create table cover (
  cover_id uuid primary key,
  organisation_id uuid not null,
  absent_staff_id uuid not null,
  covering_staff_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  foreign key (organisation_id, absent_staff_id) references staff (organisation_id, staff_id),
  foreign key (organisation_id, covering_staff_id) references staff (organisation_id, staff_id),
  foreign key (organisation_id, set_by) references staff (organisation_id, staff_id),
  check (ends_at >= starts_at),
  check (absent_staff_id <> covering_staff_id)
);
create index cover_by_covering on cover (covering_staff_id, ends_at);
create index cover_by_absent on cover (absent_staff_id, ends_at);

-- Of a session the database keeps a hash, so that whoever reads the table cannot sign in with it.
create table session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  staff_id uuid not null references staff,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz
);
create index session_by_staff on session (staff_id) where ended_at is null;

-- How often signing in has failed in a row, for an account, for an address, and for the two together.
create table sign_in_failure (
  subject bytea primary key check (octet_length(subject) = 32),
  failures integer not null check (failures >= 0),
  last_at timestamptz not null default now()
);
create index sign_in_failure_by_age on sign_in_failure (last_at);

-- From where an account has signed in before: there an attack from elsewhere does not slow it down.
create table sign_in_place (
  staff_id uuid not null references staff,
  address bytea not null check (octet_length(address) = 32),
  last_at timestamptz not null default now(),
  primary key (staff_id, address)
);
