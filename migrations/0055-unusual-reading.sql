-- Reading that is out of the usual: found by a job, asked about, answered by whoever read, and reviewed by
-- somebody else. It is no accusation, and it shuts nobody out.

-- Of a colleague's surname, the same keyed hash by which people are found: the name itself stays sealed.
create table staff_token (
  staff_id uuid not null,
  organisation_id uuid not null,
  token bytea not null check (octet_length(token) = 32),
  -- Of the sealed name that it was made from, so that a new name is noticed.
  made_from bytea not null check (octet_length(made_from) = 32),
  primary key (staff_id),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id)
);

create table unusual_reading (
  unusual_reading_id uuid primary key,
  organisation_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('many-cases', 'out-of-hours', 'same-name')),
  -- The hour, the night or the day that it is about.
  from_at timestamptz not null,
  cases integer not null check (cases > 0),
  -- Where it is about one case alone.
  case_id uuid,
  found_at timestamptz not null default now(),
  foreign key (organisation_id, staff_id) references staff (organisation_id, staff_id),
  foreign key (organisation_id, case_id) references case_record (organisation_id, case_id)
);
create unique index unusual_reading_once
  on unusual_reading (staff_id, kind, from_at, coalesce(case_id, '00000000-0000-0000-0000-000000000000'));
create index unusual_reading_by_time on unusual_reading (organisation_id, from_at desc);

create table unusual_reading_step (
  unusual_reading_step_id uuid primary key,
  unusual_reading_id uuid not null references unusual_reading,
  kind text not null check (kind in ('answered', 'closed')),
  by_staff uuid not null references staff,
  at timestamptz not null default now(),
  -- Under the organisation's key.
  words_cipher bytea not null
);
create index unusual_reading_step_by_reading on unusual_reading_step (unusual_reading_id, kind);

do $$
declare
  named text;
begin
  foreach named in array array['staff_token', 'unusual_reading', 'unusual_reading_step'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('grant select, insert on %I to rowan_definer', named);
    execute format('create policy definer_select on %I for select to rowan_definer using (true)', named);
    execute format('create policy definer_insert on %I for insert to rowan_definer with check (true)', named);
  end loop;
  foreach named in array array['unusual_reading', 'unusual_reading_step'] loop
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', named
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', named
    );
  end loop;
end
$$;
grant update (token, made_from) on staff_token to rowan_definer;
create policy definer_update on staff_token for update to rowan_definer using (true);

-- The reader's own, and information governance's, but for what is about a case that shuts them out.
grant select on unusual_reading, unusual_reading_step to rowan_app;
grant insert on unusual_reading_step to rowan_app;
create policy not_excluded on unusual_reading as restrictive for all to rowan_app
  using (case_id is null or case_id <> all (array(select rowan_private.my_exclusions())));
create policy own_or_governed on unusual_reading for select to rowan_app
  using (
    staff_id = (select rowan_private.acting_staff()) or (
      organisation_id = (select rowan_private.viewer_organisation())
      and (select rowan_private.acting_staff()) is not null
      and (select rowan_private.holds_role('information-governance'))
    )
  );
create policy through_reading on unusual_reading_step for select to rowan_app
  using (exists (
    select from unusual_reading as r where r.unusual_reading_id = unusual_reading_step.unusual_reading_id
  ));
-- Whoever read answers; somebody else of information governance closes.
create policy answers_or_closes on unusual_reading_step for insert to rowan_app
  with check (
    by_staff = rowan_private.acting_staff() and exists (
      select from unusual_reading as r
      where r.unusual_reading_id = unusual_reading_step.unusual_reading_id
        and case unusual_reading_step.kind
          when 'answered' then r.staff_id = unusual_reading_step.by_staff
          else r.staff_id <> unusual_reading_step.by_staff
            and rowan_private.holds_role('information-governance')
        end
    )
  );
