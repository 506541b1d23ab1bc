import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseActions, decide } from '../../src/access/case.access.ts';
import { actors, cells, notBuilt } from './matrix.ts';
import { findForgedFault, findParticularFault, findTableFault, findWallFault } from './matrix-checks.ts';
import { canary } from './scene.ts';
import { given } from './stage.ts';
import type { World } from './world.ts';

/** Not proved here: that the pages ask the table; http.story.ts tries the same cells page by page. */
describe('the matrix of who may do what', () => {
  test('names every action of the access table, and everybody', () => {
    const named = new Set(cells.map(({ action }) => action));
    for (const action of caseActions) assert.ok(named.has(action), `${action} is in no row`);
    assert.equal(cells.length, named.size * Object.keys(actors).length * 2);
    assert.ok(notBuilt.length > 0);
  });

  test('is the access table of the application', () => {
    assert.equal(findTableFault(decide), undefined);
  });

  test('is what PostgreSQL lets the application’s role do, whatever the application says', async () => {
    const { world, scene } = given();
    assert.equal(await findWallFault(world, scene), undefined);
  });

  test('nobody does in another’s name what both of them may', async () => {
    const { world, scene } = given();
    assert.equal(await findForgedFault(world, scene), undefined);
  });

  test('what hangs on more than who somebody is', async () => {
    const { world, scene } = given();
    assert.equal(await findParticularFault(world, scene), undefined);
  });
});

describe('what is forbidden', () => {
  test('is in no row of any table that a stranger reads', async () => {
    const { world } = given();
    const tables = await listTables(world);
    for (const who of ['noor', 'erin', 'ada', 'olga', 'frank', 'colin'] as const) {
      for (const table of tables) {
        const found = await dump(world, table, world.staff[who].staffId);
        assert.ok(!found.includes(canary), `${who} reads the canary in ${table}`);
      }
    }
  });

  test('reaches those who may see it, so that the canary is alive', async () => {
    const { world } = given();
    const seen = await dump(world, 'note', world.staff.leo.staffId);
    assert.ok(seen.includes(canary));
  });

  test('nobody at all reads nothing at all', async () => {
    const { world } = given();
    for (const table of await listTables(world)) {
      if (['policy_version', 'policy_proof'].includes(table)) continue;
      assert.equal((await dump(world, table, undefined)).trim(), '[]', table);
    }
  });
});

async function listTables({ administrator }: World): Promise<readonly string[]> {
  const { rows } = await administrator.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'rowan'::regnamespace and relkind in ('r', 'v', 'm', 'p') order by relname`,
  );
  return rows.map(({ name }) => name);
}

/** All that a viewer reads of a table, sealed columns as text; nothing where they may not read it at all. */
async function dump({ raw }: World, table: string, viewer: string | undefined): Promise<string> {
  const client = await raw.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('rowan.viewer', $1, true)`, [viewer ?? '']);
    const { rows: columns } = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0
         and not attisdropped and has_column_privilege(attrelid, attnum, 'select')`,
      [`rowan.${table}`],
    );
    if (columns.length === 0) return '[]';
    const list = columns.map(({ name }) => `"${name}"`).join(', ');
    const { rows } = await client.query(`select ${list} from rowan."${table}"`);
    return JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
}
