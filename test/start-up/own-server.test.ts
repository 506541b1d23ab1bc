/** Rowan with a PostgreSQL server of the council's own: it may be away, unmigrated, or open too wide. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseChoice } from '../../src/platform/config.ts';
import { type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask, makeDataFolder, readStatus, start, until } from './rowan.ts';

const data = makeDataFolder();
let server: StartedDatabase;

before(async () => {
  server = await startServer();
});
after(async () => {
  await server.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

/** Another Rowan's embedded server does as the council's own. */
function startServer(): Promise<StartedDatabase> {
  return startOn({ kind: 'embedded' });
}

/** What Rowan does with its database at the start, without the pages round it. */
function join(url: string, migrationUrl?: string): Promise<StartedDatabase> {
  const keysUrl = addressOf(data, 'rowan_keeper', 'rowan_keys');
  const workerUrl = addressOf(data, 'rowan_worker', new URL(url).pathname.slice(1));
  return startOn({ kind: 'server', url, migrationUrl, keysUrl, keysMigrationUrl: undefined, workerUrl });
}

function startOn(choice: DatabaseChoice): Promise<StartedDatabase> {
  const log = openLog(systemClock, () => {});
  return startDatabase({ choice, dataFolder: data, clock: systemClock, log, tell: () => {}, use: 'command' });
}

describe('a database server of one’s own', () => {
  test('is away at the start: Rowan says so on its pages, comes back by itself, twice', async (context) => {
    const settings = {
      DATABASE_URL: addressOf(data, 'rowan_app'),
      KEYS_DATABASE_URL: addressOf(data, 'rowan_keeper', 'rowan_keys'),
      WORKER_DATABASE_URL: addressOf(data, 'rowan_worker'),
      ROWAN_DATA: makeDataFolder(context),
    };
    await server.stop();
    const rowan = await start(settings);
    assert.match(rowan.said(), /The database does not answer/);
    assert.equal(await readStatus(`${rowan.url()}/health`), 503);
    for (const _time of ['first', 'second']) {
      server = await startServer();
      await until(async () => (await readStatus(`${rowan.url()}/health`)) === 200, 'the database is back');
      await server.stop();
      await until(async () => (await readStatus(`${rowan.url()}/health`)) === 503, 'the database is away');
    }
    server = await startServer();
    assert.equal(await rowan.stop(), 0);
    assert.doesNotMatch(rowan.said(), /defect/);
  });

  test('lacks the migrations: Rowan applies them as the migrator, and not otherwise', async () => {
    await ask(addressOf(data, 'rowan_administrator', 'postgres'), 'create database second');
    const application = addressOf(data, 'rowan_app', 'second');
    const sentence = /lacks the migrations 0001-walls.*set MIGRATION_DATABASE_URL/;
    await assert.rejects(join(application), sentence);

    const migrated = await join(application, addressOf(data, 'rowan_administrator', 'second'));
    assert.equal(await migrated.database.isThere(), true);
    await migrated.stop();
    await (await join(application)).stop();
  });

  test('is newer than this Rowan: refused', async () => {
    const administrator = addressOf(data, 'rowan_administrator');
    await ask(administrator, `insert into rowan_migration.applied values ('9999-later', now()::text)`);
    await assert.rejects(join(addressOf(data, 'rowan_app')), /made by a newer Rowan/);
    await ask(administrator, `delete from rowan_migration.applied where name = '9999-later'`);
  });

  test('lacks a migration that comes before one that it holds: refused, with what to do', async () => {
    const administrator = addressOf(data, 'rowan_administrator');
    const kept = 'create table rowan_migration.kept as select * from rowan_migration.applied';
    await ask(administrator, `${kept} where name like '0002-%'`);
    await ask(administrator, `delete from rowan_migration.applied where name like '0002-%'`);
    const sentence = /lacks 0002-councils, which come before it.*Nothing was changed.*restore a back-up/;
    await assert.rejects(join(addressOf(data, 'rowan_app'), administrator), sentence);
    await ask(administrator, 'insert into rowan_migration.applied select * from rowan_migration.kept');
    await ask(administrator, 'drop table rowan_migration.kept');
  });

  test('is entered by somebody who passes the walls, or with a wrong password: refused', async () => {
    for (const role of ['rowan_administrator', 'rowan_backup']) {
      const sentence = new RegExp(`signs in as ${role}, who can read past row security`);
      await assert.rejects(join(addressOf(data, role)), sentence);
    }
    const wrong = addressOf(data, 'rowan_app').replace(/:[^:@]+@/, ':guess@');
    await assert.rejects(join(wrong), /refuses the user or the password/);
  });
});
