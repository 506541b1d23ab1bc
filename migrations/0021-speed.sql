-- What was slow at 100,000 cases (docs/performance.md), mended without another answer to anybody.

reset role;
set local role rowan_owner;
grant create on schema rowan_private to rowan_definer;

-- Whoever made a person's record sees it until it stands in a case, and a part that ended is a part: the
-- index without those left every such question to read the whole table.
drop index case_person_by_person;
create index case_person_by_person on case_person (person_id);

grant insert on person_token to rowan_definer;
create policy definer_insert on person_token for insert to rowan_definer with check (true);

reset role;
set local role rowan_definer;

-- The tokens that a person does not have yet. The wall is the one of the table's own policy, asked once for
-- the person and not for each of some forty tokens.
create function rowan_private.add_tokens(
  p_person uuid, p_organisation uuid, p_purposes text[], p_tokens bytea[]
) returns void
language plpgsql security definer set search_path = rowan, pg_temp
as $$
begin
  if not rowan_private.sees_person(p_person) then
    raise exception 'a person who is not seen gets no tokens' using errcode = 'insufficient_privilege';
  end if;
  insert into person_token (person_id, organisation_id, purpose, token)
    select p_person, p_organisation, made.purpose, made.token
    from unnest(p_purposes, p_tokens) as made (purpose, token)
    except
    select known.person_id, known.organisation_id, known.purpose, known.token from person_token as known
    where known.person_id = p_person;
end
$$;
grant execute on function rowan_private.add_tokens to rowan_app;

reset role;
set local role rowan_owner;
revoke create on schema rowan_private from rowan_definer;
