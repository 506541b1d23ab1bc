import type pg from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isOwnCount: boolean;
  readonly isStaff: boolean;
}

/** How the rows of a table hang on the cases that are copied; all others have a case_id. */
const hangs: Readonly<Record<string, string>> = {
  person: 'bench.copied_person as c on c.person_id = t.person_id',
  message: 'bench.copied as c on c.case_id = t.about_case',
  draft:
    'rowan.case_record as r on r.idempotency = t.draft_id join bench.copied as c on c.case_id = r.case_id',
  audit_head: `bench.copied as c on t.chain = 'case:' || c.case_id`,
};
/** What the copies of a stock have in place of what makes most of its size and is in no list. */
const leftOut: Readonly<Record<string, string>> = {
  'advice.result': `'{"actions": []}'::jsonb`,
  'advice.trace': `'[]'::jsonb`,
};
/** Those who receive concerns are the same in every copy, and nobody is shut out of thousands of cases. */
const kept: Readonly<Record<string, string>> = { exclusion: 'of_staff_id.new_id <> t.staff_id' };
const passedOver = ['case_record', 'person_token', 'draft'];
/** What is somebody's own, only ever written, or read of one case alone: no list or search grows with it. */
const notShared = [
  'audit_event', 'audit_head', 'draft', 'message', 'concern_step', 'note', 'sign_seen', 'task_step',
]; // biome-ignore format: a list of tables

/** What a copy has of its own. */
const own: Readonly<Record<string, string>> = {
  'case_record.reference': 'c.reference',
  'task.label': `regexp_replace(t.label, '\\d{6}$', c.reference)`,
  'audit_head.chain': `'case:' || c.new_id`,
  'audit_event.chain': `'case:' || c.new_id`,
  'message.read_at': `case when c.is_old
    then coalesce(t.read_at, t.created_at + interval '1 day') else t.read_at end
    - c.older_ms * interval '1 millisecond'`,
  // What is old is done, but for what somebody forgot.
  'task.done_at': `case when c.is_old and c.n % 50 <> 0
    then coalesce(t.done_at, t.due_at, t.created_at + interval '7 days') else t.done_at end
    - c.older_ms * interval '1 millisecond'`,
};

/**
 * How a copy has its sealed words: its own, sealed in it by seal-copies.ts; or those of its pattern, which
 * nobody can open in the copy.
 */
export type Words = 'own' | 'shared';

/** Copies every row that hangs on the pattern's cases, whatever tables there are, one statement a table. */
export async function copyRows(
  migrator: pg.Client,
  tell: (what: string) => void,
  words: Words = 'own',
): Promise<void> {
  await migrator.query(`set work_mem = '256MB'`);
  const tables = await listTables(migrator);
  for (const table of tables.filter((each) => words === 'own' || !notShared.includes(each))) {
    const from = performance.now();
    const columns = await listColumns(migrator, table);
    const { rowCount } = await migrator.query(writeCopy(table, columns, words));
    tell(`  ${table}: ${rowCount} rows, ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
  await migrator.query(
    `insert into rowan.person_token (person_id, organisation_id, purpose, token) ${tokens[words]}`,
  );
  tell('  person_token');
}

const tokens: Readonly<Record<Words, string>> = {
  own: `select distinct n.person_id, n.organisation_id, w.purpose, w.token
    from bench.named as n join bench.word_token as w using (organisation_id, word)
    union all select person_id, organisation_id, purpose, token from bench.own_token`,
  shared: `select c.new_id, t.organisation_id, t.purpose, t.token
    from rowan.person_token as t join bench.copied_person as c using (person_id)`,
};

async function listTables(migrator: pg.Client): Promise<string[]> {
  const { rows } = await migrator.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns
     where table_schema = 'rowan' and (column_name = 'case_id' or table_name = any($1))
     order by table_name`,
    [Object.keys(hangs)],
  );
  // Drafts hang on the records, so the pattern's records alone must be there.
  const others = rows.map(({ name }) => name).filter((name) => !passedOver.includes(name));
  return ['draft', ...others, 'case_record'];
}

async function listColumns(migrator: pg.Client, table: string): Promise<readonly Column[]> {
  const { rows } = await migrator.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attidentity <> '' as "isOwnCount",
       exists (
         select from pg_constraint as k
         where k.conrelid = a.attrelid and k.confrelid = 'rowan.staff'::regclass and a.attnum = any(k.conkey)
       ) and a.attname <> 'organisation_id' as "isStaff"
     from pg_attribute as a
     where a.attrelid = ('rowan.' || $1)::regclass and a.attnum > 0 and not a.attisdropped
     order by a.attnum`,
    [table],
  );
  return rows;
}

function writeCopy(table: string, columns: readonly Column[], words: Words): string {
  const copied = columns.filter(({ isOwnCount }) => !isOwnCount);
  const staff = copied.filter(({ isStaff }) => isStaff);
  const isSealed =
    words === 'own' && table !== 'draft' && copied.some(({ name }) => name.endsWith('_cipher'));
  const key = columns[0]?.name ?? '';
  const lessen = ({ name }: Column) => (words === 'shared' ? leftOut[`${table}.${name}`] : undefined);
  const joins = [
    hangs[table] ?? 'bench.copied as c on c.case_id = t.case_id',
    ...staff.map(
      ({ name }) =>
        `bench.colleague as of_${name} on of_${name}.staff_id = t.${name} and of_${name}.party = c.party`,
    ),
    ...(isSealed
      ? [`bench.sealed_${table} as s on s.row_id = bench.copy_id(t.${key}, c.n, c.older_ms)`]
      : []),
  ];
  const [first, ...others] = joins;
  const count = columns.find(({ isOwnCount }) => isOwnCount);
  return `insert into rowan.${table} (${copied.map(({ name }) => name).join(', ')})
    select ${copied.map((column) => lessen(column) ?? writeValue(table, column, isSealed)).join(', ')}
    from rowan.${table} as t join ${[first, ...others].join(' left join ')}
    where ${kept[table] ?? 'true'}
    ${count === undefined ? '' : `order by c.n, t.${count.name}`}`;
}

function writeValue(table: string, { name, type, isStaff }: Column, isSealed: boolean): string {
  const special = own[`${table}.${name}`];
  if (special !== undefined) return special;
  if (isStaff) return `of_${name}.new_id`;
  if (name.endsWith('_cipher') && isSealed) return `s.${name}`;
  if (name === 'organisation_id') return `t.${name}`;
  if (type === 'uuid') return `bench.copy_id(t.${name}, c.n, c.older_ms)`;
  if (type === 'timestamp with time zone') return `t.${name} - c.older_ms * interval '1 millisecond'`;
  return `t.${name}`;
}
