-- Hiding what is on the screen ends the session, and keeps the address of the page for its owner's next one.

alter table session
  add column hidden_page text check (hidden_page ~ '^/' and octet_length(hidden_page) <= 2000);
grant update (hidden_page) on session to rowan_definer;
grant create on schema rowan_private to rowan_definer;

reset role;
set local role rowan_definer;

create function rowan_private.hide_session(p_token_hash bytea, p_page text, p_reference text) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
begin
  update session as hiding set ended_at = now(), hidden_page = p_page
    where hiding.token_hash = p_token_hash and hiding.ended_at is null returning hiding.staff_id into who;
  if who is not null then
    perform rowan_private.write_sign_in(who, 'session.hidden', p_reference);
  end if;
end
$$;

-- The page that the owner of a session hid last, within the length of a session. It is told once.
create function rowan_private.take_hidden_page(p_token_hash bytea) returns text
language plpgsql security definer set search_path = rowan, pg_temp
as $$
declare
  who uuid;
  page text;
begin
  select s.staff_id into who from session as s where s.token_hash = p_token_hash and s.ended_at is null;
  select s.hidden_page into page from session as s
    where s.staff_id = who and s.hidden_page is not null and s.ended_at > now() - interval '12 hours'
    order by s.ended_at desc limit 1;
  update session as s set hidden_page = null where s.staff_id = who and s.hidden_page is not null;
  return page;
end
$$;
grant execute on function rowan_private.hide_session, rowan_private.take_hidden_page to rowan_app;
reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
