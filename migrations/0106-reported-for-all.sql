-- A number that a council's staff found wrong is wrong for whoever is not signed in too. Who found it, and
-- what they wrote of it, is the council's own to know.

grant select on directory_report, directory_report_step to rowan_definer;
create policy definer_select on directory_report for select to rowan_definer using (true);
create policy definer_select on directory_report_step for select to rowan_definer using (true);
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

create function rowan_private.public_reports()
returns table (service text, since timestamptz)
language sql stable security definer set search_path = rowan, pg_temp
as $$
  select r.service, min(r.reported_at)
  from directory_report as r
  where not coalesce((
    select s.kind = 'done' from directory_report_step as s
    where s.directory_report_id = r.directory_report_id
    order by s.directory_report_step_id desc limit 1
  ), false)
  group by r.service
$$;

revoke execute on function rowan_private.public_reports() from public;
grant execute on function rowan_private.public_reports() to rowan_app;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
