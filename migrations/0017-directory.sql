-- What a council's staff say of the directory. The entries themselves are data of the packs; here stands that
-- somebody found a number wrong, what became of that, and that somebody asked the service itself.

create table directory_report (
  directory_report_id uuid primary key,
  organisation_id uuid not null,
  -- The entry of the pack's directory.
  service text not null check (service <> ''),
  -- Under the organisation's key: somebody may have typed more than a number.
  words_cipher bytea,
  reported_by uuid not null,
  reported_at timestamptz not null default now(),
  unique (organisation_id, directory_report_id),
  foreign key (organisation_id, reported_by) references staff (organisation_id, staff_id)
);
create index directory_report_by_service on directory_report (organisation_id, service, reported_at desc);

-- Whether a report was seen to: the newest step counts, and a report without one is open.
create table directory_report_step (
  directory_report_step_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  directory_report_id uuid not null,
  kind text not null check (kind in ('done', 'undone')),
  by_staff uuid not null,
  at timestamptz not null default now(),
  foreign key (organisation_id, directory_report_id)
    references directory_report (organisation_id, directory_report_id),
  foreign key (organisation_id, by_staff) references staff (organisation_id, staff_id)
);
create index directory_report_step_by_report
  on directory_report_step (directory_report_id, directory_report_step_id desc);

-- That the council asked a service whether its entry is right: the newest row counts.
create table directory_confirmation (
  directory_confirmation_id bigint generated always as identity primary key,
  organisation_id uuid not null,
  service text not null check (service <> ''),
  kind text not null check (kind in ('confirmed', 'withdrawn')),
  -- Made from the entry as it was: another number is not confirmed by it.
  fingerprint text not null check (fingerprint <> ''),
  asked_on date not null,
  said_by uuid not null,
  at timestamptz not null default now(),
  foreign key (organisation_id, said_by) references staff (organisation_id, staff_id)
);
create index directory_confirmation_by_service
  on directory_confirmation (organisation_id, service, directory_confirmation_id desc);

do $$
declare
  named text;
begin
  foreach named in array array['directory_report', 'directory_report_step', 'directory_confirmation'] loop
    execute format(
      'create trigger keep_rows before update or delete on %I
         for each row execute function rowan_private.refuse_rewriting()', named
    );
    execute format(
      'create trigger keep_table before truncate on %I
         for each statement execute function rowan_private.refuse_rewriting()', named
    );
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('grant select, insert on %I to rowan_app', named);
    execute format(
      'create policy same_organisation on %I for select to rowan_app
         using (organisation_id = (select rowan_private.viewer_organisation()))', named
    );
  end loop;
end
$$;

-- Any member of staff may find a number wrong; who keeps the council's policy keeps its directory.
create policy colleague_reports on directory_report for insert to rowan_app
  with check (
    organisation_id = rowan_private.viewer_organisation() and reported_by = rowan_private.current_staff()
  );
create policy keeper_sees_to on directory_report_step for insert to rowan_app
  with check (
    organisation_id = rowan_private.viewer_organisation() and by_staff = rowan_private.current_staff()
    and rowan_private.holds_role('policy-owner')
  );
create policy keeper_confirms on directory_confirmation for insert to rowan_app
  with check (
    organisation_id = rowan_private.viewer_organisation() and said_by = rowan_private.current_staff()
    and rowan_private.holds_role('policy-owner')
  );
