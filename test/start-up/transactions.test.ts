/** The two kinds of transaction, and what the application's role cannot do whatever the code says. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { systemClock } from '../../src/platform/clock.ts';
import { isAway, isBusy } from '../../src/platform/database/connection.ts';
import { type ActTx, type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask, makeDataFolder } from './rowan.ts';

type Tables = {
  policy_version: { council: string; version: string; content_hash: string; in_force_from: string };
};

const data = makeDataFolder();
const viewer = makeId<'viewer'>(systemClock);
const nothing = async () => {};
let started: StartedDatabase;

before(async () => {
  const log = openLog(systemClock, () => {});
  const choice = { kind: 'embedded' } as const;
  started = await startDatabase({
    choice,
    dataFolder: data,
    clock: systemClock,
    log,
    tell: () => {},
    use: 'application',
  });
});
after(async () => {
  await started.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

const version = (letter: string) => ({
  council: 'exampleshire',
  version: '1',
  content_hash: letter.repeat(64),
  in_force_from: '2026-01-01',
});
const insert = (tx: ActTx, letter: string) =>
  tx.$extendTables<Tables>().insertInto('policy_version').values(version(letter)).execute();
const count = async (letter: string) => {
  const statement = 'select from policy_version where content_hash = $1';
  return (await ask(addressOf(data, 'rowan_app'), statement, [letter.repeat(64)])).length;
};

describe('a transaction', () => {
  test('carries its viewer, and the next on the same connection does not', async () => {
    const { database } = started;
    const read = sql<{ viewer: string }>`select current_setting('rowan.viewer', true) as viewer`;
    const during = await database.readAs(viewer, (tx) => read.execute(tx as never));
    const afterwards = await database.withReferenceTx((tx) => read.execute(tx as never));
    assert.equal(during.rows[0]?.viewer, viewer);
    assert.equal(afterwards.rows[0]?.viewer, '');
  });

  test('that reads cannot write, whatever the code says', async () => {
    const write = started.database.readAs(viewer, (tx) => insert(tx as ActTx, 'a'));
    await assert.rejects(write, { code: '25006' });
    assert.equal(await count('a'), 0);
  });

  test('that acts is undone when its record cannot be written', async () => {
    const record = () => Promise.reject(new Error('the audit is full'));
    await assert.rejects(
      started.database.actAs(viewer, record, (tx) => insert(tx, 'b')),
      /audit is full/,
    );
    assert.equal(await count('b'), 0);
    await started.database.actAs(viewer, nothing, (tx) => insert(tx, 'b'));
    assert.equal(await count('b'), 1);
  });

  test('in which a failure was swallowed does not pass for done', async () => {
    const act = started.database.actAs(viewer, nothing, async (tx) => {
      await insert(tx, 'c');
      await insert(tx, 'c').catch(nothing);
    });
    await assert.rejects(act, /nothing of it was kept/);
    assert.equal(await count('c'), 0);
  });

  test('that ends itself is found out', async () => {
    const act = started.database.readAs(viewer, async (tx) => {
      await sql`commit`.execute(tx as never);
      await sql`begin`.execute(tx as never);
      await sql`select set_config('rowan.viewer', ${viewer}, false)`.execute(tx as never);
    });
    await act;
    const next = started.database.withReferenceTx(() => Promise.resolve('done'));
    await assert.rejects(next, /did not belong to this transaction alone/);
    assert.equal(await started.database.withReferenceTx(() => Promise.resolve('done')), 'done');
  });

  test('that is not its viewer’s alone answers nothing and keeps nothing, though asked at once', async () => {
    await started.database.readAs(viewer, async (tx) => {
      await sql`select set_config('rowan.viewer', ${makeId<'viewer'>(systemClock)}, false)`.execute(
        tx as never,
      );
    });
    const answered: unknown[] = [];
    const act = started.database.actAs(viewer, nothing, async (tx) => {
      answered.push(await insert(tx, 'd'));
    });
    await assert.rejects(act, /did not belong to this transaction alone/);
    assert.deepEqual(answered, []);
    assert.equal(await count('d'), 0);
  });

  test('of which one of several questions fails that were asked together keeps nothing', async () => {
    const act = started.database.actAs(viewer, nothing, (tx) =>
      Promise.all([insert(tx, 'e'), insert(tx, 'e'), insert(tx, 'f')]),
    );
    await assert.rejects(act, { code: '23505' });
    assert.deepEqual([await count('e'), await count('f')], [0, 0]);
  });
});

test('a pool that has no connection to spare is busy, and not away', async () => {
  const connectionString = addressOf(data, 'rowan_app');
  const pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 1500 });
  const lent = await pool.connect();
  await assert.rejects(pool.connect(), (error) => isBusy(error) && isAway(error));
  lent.release();
  await pool.end();
  assert.equal(isBusy(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })), false);
});

describe('the application’s role', () => {
  const refused = (statement: string) =>
    assert.rejects(ask(addressOf(data, 'rowan_app'), statement), { code: '42501' }, statement);

  test('owns nothing, makes nothing, and rewrites no history', async () => {
    await refused('create table rowan.mine ()');
    await refused('create table public.mine ()');
    await refused('create temporary table mine ()');
    await refused('create schema mine');
    await refused('create role mine');
    await refused('set role rowan_owner');
    await refused(`update policy_version set version = '2'`);
    await refused('delete from policy_proof');
    await refused('truncate policy_version');
    await refused('alter table policy_version disable row level security');
    const owned = await ask(
      addressOf(data, 'rowan_administrator'),
      `select relname from pg_class where relowner = 'rowan_app'::regrole`,
    );
    assert.deepEqual(owned, []);
  });

  test('may not call a new function until it is told that it may', async () => {
    const administrator = addressOf(data, 'rowan_administrator');
    await ask(administrator, 'set role rowan_owner; create function rowan.open_door() returns int return 1');
    await refused('select rowan.open_door()');
    await ask(administrator, 'drop function rowan.open_door()');
  });

  test('has no rights that pass the walls, and the roles are as they are said to be', async () => {
    const rows = await ask<{ rolname: string }>(
      addressOf(data, 'rowan_administrator'),
      `select rolname, rolcanlogin as login, rolbypassrls as bypass from pg_roles
       where rolname like 'rowan\\_%' and not rolsuper and not rolcreaterole and not rolcreatedb
       order by rolname`,
    );
    assert.deepEqual(rows, [
      { rolname: 'rowan_app', login: true, bypass: false },
      { rolname: 'rowan_backup', login: true, bypass: true },
      { rolname: 'rowan_definer', login: false, bypass: false },
      { rolname: 'rowan_keeper', login: true, bypass: false },
      { rolname: 'rowan_keys_owner', login: false, bypass: false },
      { rolname: 'rowan_owner', login: false, bypass: false },
      { rolname: 'rowan_worker', login: true, bypass: false },
    ]);
  });
});
