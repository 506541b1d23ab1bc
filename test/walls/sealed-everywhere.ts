import { type KeyStore, open, seal } from '../../src/platform/crypto/index.ts';
import { asAdministrator, type Furnished } from './renewing.ts';
import { insertClosing } from './scene.ts';
import { makeUuid, type World } from './world.ts';

interface SealedColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly owner: string;
  readonly bound_table: string;
  readonly bound_row: string;
}

type Row = Omit<SealedColumn, 'owner'> & {
  /** Whose it is, as it is read from a row. */
  readonly named: string;
  readonly id: string;
  readonly owner: string;
  readonly cipher: Buffer | null;
};

const placeOf = (row: Row) => ({ table: row.bound_table, column: row.column_name, row: row.id });

/** What the sealed words say, by where they stand. */
export async function openSealed(keys: KeyStore, rows: readonly Row[]) {
  const opened = await keys.keysFor(rows.map(({ owner }) => owner));
  return new Map(
    rows.flatMap((row) => {
      const key = opened.get(row.owner);
      const where = `${row.table_name}.${row.column_name} of ${row.id}`;
      return key === undefined || row.cipher === null ? [] : [[where, open(key, placeOf(row), row.cipher)]];
    }),
  );
}

/** A row of one's own in every table that has none yet, and words in every sealed column. */
export async function sealEverywhere(world: World, place: Furnished): Promise<readonly string[]> {
  const { leo } = world.staff;
  const { caseId, personId } = place;
  const [who, home] = [leo.staffId, leo.organisationId];
  const [taskId, breakId, readingId] = [makeUuid(), makeUuid(), makeUuid()];
  const id = () => `'${makeUuid()}'`;
  const rows = [
    `break_glass (break_glass_id, organisation_id, case_id, staff_id, why_cipher)
      values ('${breakId}', '${home}', '${caseId}', '${who}', '')`,
    `break_glass_step (break_glass_step_id, break_glass_id, case_id, kind, by_staff)
      values (${id()}, '${breakId}', '${caseId}', 'chased', '${who}')`,
    `concern_step (concern_step_id, case_id, kind, by_staff) values (${id()}, '${caseId}', 'sent', '${who}')`,
    `directory_report (directory_report_id, organisation_id, service, reported_by)
      values (${id()}, '${home}', 'a-service', '${who}')`,
    `draft (draft_id, staff_id, organisation_id, kind, body_cipher)
      values (${id()}, '${who}', '${home}', 'concern', '')`,
    `exclusion (exclusion_id, organisation_id, case_id, staff_id, set_by, why_cipher)
      values (${id()}, '${home}', '${caseId}', '${world.staff.erin.staffId}', '${who}', '')`,
    `passkey (passkey_id, organisation_id, staff_id, name_cipher, credential_id, public_key, sign_count)
      values (${id()}, '${home}', '${who}', '', '${makeUuid()}', '', 0)`,
    `person_before (person_id, organisation_id, version, changed_by)
      values ('${personId}', '${home}', 1, '${who}')`,
    `safe_contact (safe_contact_id, case_id, written_by, ways_cipher)
      values (${id()}, '${caseId}', '${who}', '')`,
    `task_step (task_step_id, task_id, case_id, kind, by_staff)
      values (${id()}, '${taskId}', '${caseId}', 'done', '${who}')`,
    `unusual_reading (unusual_reading_id, organisation_id, staff_id, kind, from_at, cases)
      values ('${readingId}', '${home}', '${who}', 'many-cases', now(), 1)`,
    `unusual_reading_step (unusual_reading_step_id, unusual_reading_id, kind, by_staff, words_cipher)
      values (${id()}, '${readingId}', 'answered', '${who}', '')`,
  ];
  for (const row of rows) await asAdministrator(world, `insert into ${row}`);
  await asAdministrator(world, insertClosing(leo, caseId, 'closed'));
  const [draft] = await asAdministrator(
    world,
    'select draft_id as id from draft order by started_at desc limit 1',
  );
  const owners = [caseId, personId, draft.id, home];
  await world.keys.makeKey('draft', draft.id);
  const named = await asAdministrator(world, 'select staff_id::text as id from staff');
  const isNamed = new Set(named.map((row) => row.id));
  for (const row of await listSealed(world, owners)) {
    // The names of the cast are sealed already, and stay as they are.
    if (isNamed.has(row.id)) continue;
    const key = await world.keys.keyFor(row.owner);
    const words = `What is said in ${row.column_name}`;
    await asAdministrator(
      world,
      `update ${row.table_name} as t set ${row.column_name} = $3
        where ${row.bound_row} = $1 and ${row.named} = $2`,
      [row.id, row.owner, seal(key, placeOf(row), words)],
    );
  }
  return owners;
}

/** Every sealed word of the owners, where it stands. */
export async function listSealed(world: World, owners: readonly string[]): Promise<readonly Row[]> {
  const found: Row[] = [];
  const columns: readonly SealedColumn[] = await asAdministrator(
    world,
    'select * from sealed_column where owner is not null',
  );
  for (const { owner: named, ...column } of columns) {
    const rows = await asAdministrator(
      world,
      `select t.${column.bound_row}::text as id, ${named} as owner, t.${column.column_name} as cipher
        from ${column.table_name} as t where ${named} = any($1)`,
      [owners],
    );
    found.push(...rows.map((row) => ({ ...column, named, ...row })));
  }
  return found;
}
