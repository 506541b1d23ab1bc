import type pg from 'pg';

/**
 * What the catalogue of a database says against the walls, each breach as one line. It looks at everything
 * that is there, so that a table of tomorrow is looked at too.
 */
export async function findBreaches(client: Pick<pg.Pool, 'query'>): Promise<readonly string[]> {
  const breaches: string[] = [];
  for (const { sql, values } of questions) {
    const { rows } = await client.query<{ breach: string }>(sql, values);
    breaches.push(...rows.map(({ breach }) => breach));
  }
  return breaches.sort();
}

/** They say nothing of any council's work, case or person (migrations/0001-walls.sql, 0085). */
const aboutNobody = ['policy_version', 'policy_proof', 'sealed_column'];

/**
 * Every unique index, because a refusal by one tells that a row is there, whether it may be seen or not.
 * "id" is a random id that nobody can try; "own" begins with the viewer's own; each other has its reason.
 */
export const uniqueIndexes: Readonly<Record<string, string>> = {
  advice_case_id_advice_id_key: 'id',
  advice_pkey: 'id',
  audit_event_chain_seq_key: 'written by a private function alone',
  audit_event_pkey: 'id',
  audit_head_pkey: 'written by a private function alone',
  audit_seal_head_pkey: 'written by a private function alone',
  audit_seal_pkey: 'written by a private function alone',
  break_glass_pkey: 'id',
  break_glass_step_pkey: 'id',
  case_closing_pkey: 'id',
  case_lead_pkey: 'counted by the database, which nobody may set',
  case_opening_pkey: 'the policy asks first whether the case may be opened',
  case_person_pkey: 'counted by the database, which nobody may set',
  case_record_organisation_id_case_id_key: 'id',
  case_record_organisation_id_reference_key: 'chosen by the database, which nobody may set',
  case_record_pkey: 'id',
  case_record_recorded_by_idempotency_key: 'own',
  case_team_pkey: 'counted by the database, which nobody may set',
  concern_step_pkey: 'id',
  cover_pkey: 'id',
  directory_confirmation_pkey: 'counted by the database, which nobody may set',
  directory_report_organisation_id_directory_report_id_key: 'id',
  directory_report_pkey: 'id',
  directory_report_step_pkey: 'counted by the database, which nobody may set',
  draft_pkey: 'id',
  exclusion_pkey: 'id',
  hidden_match_pkey: 'id',
  identity_link_pkey: 'written by a private function alone',
  key_renewal_pkey: 'written by a private function alone',
  message_pkey: 'id',
  note_case_id_note_id_key: 'id',
  note_pkey: 'id',
  organisation_council_key: 'names of councils are no secret',
  organisation_pkey: 'id',
  passkey_by_credential: 'written by a private function alone, and a random number that a device drew',
  passkey_pkey: 'id',
  person_before_pkey: 'written by a trigger alone',
  person_organisation_id_person_id_key: 'id',
  person_pkey: 'id',
  policy_proof_pkey: 'about nobody',
  policy_version_pkey: 'about nobody',
  safe_contact_pkey: 'id',
  sealed_column_pkey: 'about nobody',
  session_by_id: 'id',
  session_pkey: 'a hash of a secret',
  sign_in_failure_pkey: 'written by a private function alone',
  sign_in_place_pkey: 'written by a private function alone',
  sign_in_errand_pkey: 'a hash of a secret',
  sign_seen_pkey: 'own, in a case that the policy has let the viewer see',
  staff_change_pkey: 'counted by the database, which nobody may set',
  staff_organisation_id_staff_id_key: 'id',
  staff_pkey: 'id',
  staff_role_pkey: 'counted by the database, which nobody may set',
  staff_sign_in_key: 'an administrator alone can try it, and learns that a sign-in name is taken',
  staff_token_pkey: 'written by a private function alone',
  task_case_id_task_id_key: 'id',
  task_pkey: 'id',
  task_step_pkey: 'id',
  team_organisation_id_team_id_key: 'id',
  team_pkey: 'id',
  way_in_pkey: 'a hash of a secret',
  unusual_reading_once: 'written by a private function alone',
  unusual_reading_pkey: 'id',
  unusual_reading_step_pkey: 'id',
};

const ours = `('rowan'::regnamespace, 'rowan_private'::regnamespace)`;

const questions: readonly { readonly sql: string; readonly values: unknown[] }[] = [
  {
    sql: `select 'table without forced row security: ' || relname as breach from pg_class
      where relnamespace in ${ours} and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity) and relname <> all($1)`,
    values: [aboutNobody],
  },
  {
    sql: `select 'owned by somebody else: ' || relname as breach from pg_class
      where relnamespace in ${ours} and relkind in ('r', 'p', 'v', 'S')
        and relowner <> 'rowan_owner'::regrole`,
    values: [],
  },
  {
    sql: `select 'view that reads with its owner’s rights: ' || relname as breach from pg_class
      where relnamespace in ${ours} and relkind = 'v'
        and not coalesce('security_invoker=true' = any(reloptions), false)`,
    values: [],
  },
  {
    sql: `select 'materialised view, which has no row security: ' || relname as breach from pg_class
      where relnamespace in ${ours} and relkind = 'm'`,
    values: [],
  },
  {
    sql: `select 'function for everybody: ' || proname as breach from pg_proc
      where pronamespace in ${ours}
        and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))`,
    values: [],
  },
  {
    sql: `select 'function with its owner’s rights and no search path, or a writable one first: ' || proname
        as breach from pg_proc
      where pronamespace in ${ours} and prosecdef
        and not coalesce('search_path=rowan, pg_temp' = any(proconfig), false)`,
    values: [],
  },
  {
    sql: `select 'function with rights that is not the definer’s: ' || proname as breach from pg_proc
      where pronamespace in ${ours} and prosecdef and proowner <> 'rowan_definer'::regrole`,
    values: [],
  },
  {
    sql: `select 'policy for more than one role: ' || polname || ' on ' || polrelid::regclass as breach
      from pg_policy where polroles <> array['rowan_app'::regrole::oid]
        and polroles <> array['rowan_definer'::regrole::oid]`,
    values: [],
  },
  {
    sql: `select 'table of a case that an exclusion does not shut: ' || c.relname as breach
      from pg_class as c join pg_attribute as a on a.attrelid = c.oid
      where c.relnamespace = 'rowan'::regnamespace and c.relkind = 'r'
        and a.attname in ('case_id', 'about_case')
        and not exists (select from pg_policy where polrelid = c.oid and not polpermissive)`,
    values: [],
  },
  {
    sql: `select 'right that passes the policies: ' || privilege_type || ' on ' || table_name
        || ' for ' || grantee as breach
      from information_schema.role_table_grants
      where table_schema in ('rowan', 'rowan_private') and grantee in ('rowan_app', 'rowan_worker', 'PUBLIC')
        and privilege_type in ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
    values: [],
  },
  {
    sql: `select 'change of a whole row: UPDATE on ' || table_name as breach
      from information_schema.role_table_grants
      where table_schema = 'rowan' and grantee in ('rowan_app', 'rowan_worker')
        and privilege_type = 'UPDATE'`,
    values: [],
  },
  {
    sql: `select 'unique index that nobody weighed: ' || c.relname as breach
      from pg_index as i join pg_class as c on c.oid = i.indexrelid
      where i.indisunique and c.relnamespace = 'rowan'::regnamespace and c.relname <> all($1)`,
    values: [Object.keys(uniqueIndexes)],
  },
  {
    sql: `select 'sealed column that sealed_column does not name, and so is not renewed: '
        || c.table_name || '.' || c.column_name as breach
      from information_schema.columns as c
      where c.table_schema = 'rowan' and c.column_name like '%\\_cipher' and not exists (
        select from rowan.sealed_column as s
        where s.table_name = c.table_name and s.column_name = c.column_name
      )`,
    values: [],
  },
  {
    sql: `select 'named as sealed, and not there: ' || s.table_name || '.' || s.column_name as breach
      from rowan.sealed_column as s
      where not exists (
        select from information_schema.columns as c
        where c.table_schema = 'rowan' and c.table_name = s.table_name and c.column_name = s.column_name
      )`,
    values: [],
  },
  {
    // What was known of somebody before is copied by a trigger alone, as it was sealed.
    sql: `select 'sealed column into which a retired key may write: ' || s.table_name || '.' || s.column_name
        as breach
      from rowan.sealed_column as s join pg_attribute as a
        on a.attrelid = ('rowan.' || s.table_name)::regclass and a.attname = s.column_name
      where s.owner is not null and s.table_name <> 'person_before' and not exists (
        select from pg_trigger as t
        where t.tgrelid = a.attrelid and t.tgname = 'seal_with_live_key' and t.tgenabled = 'O'
          and a.attnum = any(t.tgattr::int2[])
          and position(s.column_name || '\\000' in encode(t.tgargs, 'escape')) > 0
      )`,
    values: [],
  },
  {
    sql: `select 'sealed column that the definer may change to anything: ' || s.table_name || '.'
        || s.column_name as breach
      from rowan.sealed_column as s join pg_attribute as a
        on a.attrelid = ('rowan.' || s.table_name)::regclass and a.attname = s.column_name
      where s.owner is not null
        and has_column_privilege('rowan_definer', a.attrelid, a.attnum, 'update') and not exists (
        select from pg_trigger as t
        where t.tgrelid = a.attrelid and t.tgenabled = 'O'
          and (t.tgname = 'keep_rows' or t.tgname = 'keep_words' and a.attnum = any(t.tgattr::int2[]))
      )`,
    values: [],
  },
  {
    sql: `select 'who may make things: ' || r.rolname || ' in ' || n.nspname as breach
      from pg_namespace as n, pg_roles as r
      where n.nspname in ('rowan', 'rowan_private', 'public')
        and r.rolname in ('rowan_app', 'rowan_worker', 'rowan_backup', 'rowan_definer')
        and has_schema_privilege(r.oid, n.oid, 'create')`,
    values: [],
  },
];
