/** Rowan with a PostgreSQL server of the council's own: it may be away, unmigrated, or open too wide. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseChoice } from '../../src/platform/config.ts';
import { type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { makePlan, openFaultyLine } from '../faults/faulty-line.ts';
import { type Asked, makeAuthenticator } from '../walls/authenticator.ts';
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

/** Joining is refused with this sentence; where it is not, nothing goes on trying. */
function refuseJoining(sentence: RegExp, ...addresses: Parameters<typeof join>): Promise<void> {
  return assert.rejects(async () => (await join(...addresses)).stop(), sentence);
}

function startOn(choice: DatabaseChoice): Promise<StartedDatabase> {
  const log = openLog(systemClock, () => {});
  return startDatabase({ choice, dataFolder: data, clock: systemClock, log, tell: () => {}, use: 'command' });
}

const own = () => ({
  DATABASE_URL: addressOf(data, 'rowan_app'),
  KEYS_DATABASE_URL: addressOf(data, 'rowan_keeper', 'rowan_keys'),
  WORKER_DATABASE_URL: addressOf(data, 'rowan_worker'),
  ROWAN_DATA: data,
});

/** `rowan admin first`, as somebody types it. */
async function makeFirst(...args: readonly string[]) {
  const child = spawn(process.execPath, ['src/cli.ts', 'admin', 'first', '--council', 'ashfield', ...args], {
    env: { PATH: process.env['PATH'], PUBLIC_URL: 'https://rowan.example', ...own() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said, link: /https:\/\/rowan\.example(\/way-in\/[\w-]{43})/.exec(said)?.[1] ?? '' };
}

/** A form of a page that nobody is signed in to, sent as a browser sends it. */
function send(address: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const body = new URLSearchParams(fields);
  return fetch(address, { method: 'POST', body, headers, redirect: 'manual' });
}

describe('the first administrator, on a database server of one’s own', () => {
  const who = ['--organisation', 'Ashfield', '--name', 'Ada Clerk', '--sign-in', 'ada.clerk'];

  test('is made by a command and comes in by its link, with a passkey; and there is no second', async () => {
    assert.match((await makeFirst()).said, /Nobody of ashfield waits for a link/);
    const first = await makeFirst(...who);
    assert.equal(first.status, 0, first.said);
    assert.match(first.said, /ada\.clerk is the first administrator[\s\S]*make a passkey by it/);
    const second = await makeFirst(...who);
    assert.equal(second.status, 2);
    assert.match(second.said, /There is an administrator of ashfield already/);
    const { link } = await makeFirst();

    const rowan = await start(own());
    const home = rowan.url();
    assert.equal(await readStatus(home + first.link), 404, 'another link ends the first');
    assert.match(await (await fetch(home + link)).text(), /Make a passkey<\/h1>[\s\S]*ada\.clerk/);
    const device = makeAuthenticator();
    const slip = { origin: home };
    const asked = (await (await send(`${home}${link}/challenge`)).json()) as Asked;
    const taken = await send(home + link, { name: 'Laptop', passkey: device.make(asked, slip) });
    assert.equal(taken.headers.get('location'), '/sign-in', await taken.text());
    const challenge = (await (await send(`${home}/sign-in/passkey/challenge`)).json()) as Asked;
    const came = await send(`${home}/sign-in/passkey`, { passkey: device.show(challenge, slip) });
    const cookie = came.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const staff = await fetch(`${home}/staff`, { headers: { cookie } });
    assert.match(await staff.text(), /Ada Clerk<\/a> · Administrator/);
    assert.match((await makeFirst()).said, /somebody has come in already/);
    const verbs = await ask<{ verb: string }>(
      addressOf(data, 'rowan_administrator'),
      'select verb from rowan.audit_event order by at',
    );
    assert.deepEqual(
      verbs.map(({ verb }) => verb),
      [
        'organisation.founded',
        'way-in.made',
        'way-in.made',
        'way-in.taken',
        'passkey.added',
        'sign-in.accepted',
      ],
    );
    assert.equal(await rowan.stop(), 0);
  });
});

describe('a database server of one’s own', () => {
  test('is away at the start: Rowan says so on its pages, comes back by itself, twice', async () => {
    const settings = own();
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

  test('of the keys goes at any moment of the start and comes back: Rowan waits for it', async (context) => {
    const plan = makePlan();
    const keys = new URL(own().KEYS_DATABASE_URL);
    const line = await openFaultyLine(Number(keys.port), plan);
    context.after(line.close);
    keys.port = String(line.port);
    const startThrough = async (fault?: { readonly at: number; readonly what: 'cut before' }) => {
      plan.begin(fault);
      const rowan = await start({ ...own(), KEYS_DATABASE_URL: keys.href });
      await until(async () => (await readStatus(`${rowan.url()}/health`)) === 200, 'Rowan is ready');
      const { sent } = plan;
      assert.equal(await rowan.stop(), 0, rowan.said());
      return sent;
    };
    const statements = await startThrough();
    assert.ok(statements > 2, 'it is looked at, and its keys are opened');
    for (let at = 1; at <= statements; at += 1) await startThrough({ at, what: 'cut before' });
  });

  test('lacks the migrations: Rowan applies them as the migrator, and not otherwise', async () => {
    await ask(addressOf(data, 'rowan_administrator', 'postgres'), 'create database second');
    const application = addressOf(data, 'rowan_app', 'second');
    const sentence = /lacks the migrations 0001-walls.*set MIGRATION_DATABASE_URL/;
    await refuseJoining(sentence, application);

    const migrated = await join(application, addressOf(data, 'rowan_administrator', 'second'));
    assert.equal(await migrated.database.isThere(), true);
    await migrated.stop();
    await (await join(application)).stop();
  });

  test('is newer than this Rowan: refused', async () => {
    const administrator = addressOf(data, 'rowan_administrator');
    await ask(administrator, `insert into rowan_migration.applied values ('9999-later', now()::text)`);
    await refuseJoining(/made by a newer Rowan/, addressOf(data, 'rowan_app'));
    await ask(administrator, `delete from rowan_migration.applied where name = '9999-later'`);
  });

  test('lacks a migration that comes before one that it holds: refused, with what to do', async () => {
    const administrator = addressOf(data, 'rowan_administrator');
    const kept = 'create table rowan_migration.kept as select * from rowan_migration.applied';
    await ask(administrator, `${kept} where name like '0002-%'`);
    await ask(administrator, `delete from rowan_migration.applied where name like '0002-%'`);
    const sentence = /lacks 0002-councils, which come before it.*Nothing was changed.*restore a back-up/;
    await refuseJoining(sentence, addressOf(data, 'rowan_app'), administrator);
    await ask(administrator, 'insert into rowan_migration.applied select * from rowan_migration.kept');
    await ask(administrator, 'drop table rowan_migration.kept');
  });

  test('is entered by somebody who passes the walls, or with a wrong password: refused', async () => {
    for (const role of ['rowan_administrator', 'rowan_backup']) {
      const sentence = new RegExp(`signs in as ${role}, who can read past row security`);
      await refuseJoining(sentence, addressOf(data, role));
    }
    const wrong = addressOf(data, 'rowan_app').replace(/:[^:@]+@/, ':guess@');
    await refuseJoining(/refuses the user or the password/, wrong);
  });
});
