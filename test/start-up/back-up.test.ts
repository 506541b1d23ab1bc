/** Back-ups: encrypted, of one moment, without what was erased; restored whole, or not at all. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { sealHeads } from '../../src/audit/index.ts';
import { openDemonstration } from '../../src/demonstration/index.ts';
import { makeBackUp } from '../../src/platform/back-up/index.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { type OpenedKeys, open, openKeys } from '../../src/platform/crypto/index.ts';
import { type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { openPolicies } from '../../src/routes.ts';
import { addressOf, ask, makeDataFolder } from './rowan.ts';

const checkout = path.resolve(import.meta.dirname, '../..');
const home = makeDataFolder();
const shelf = path.join(home, 'back-ups');
const identityFile = path.join(home, 'identity');
const log = openLog(clock, () => {});
const tell = () => {};
const choice = { kind: 'embedded' } as const;
let recipient: string;
let erased: string;
let first: string;
let second: string;
/** Whatever people wrote, by the application's own keys. */
let words: string[];

before(async () => {
  const identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  fs.writeFileSync(identityFile, `${identity}\n`, { mode: 0o600 });
  const dataFolder = path.join(home, 'used');
  const started = await startDatabase({ choice, dataFolder, clock, log, tell, use: 'application' });
  const keys = openKeys({ connection: started.keys, dataFolder, clock, log });
  const policies = openPolicies();
  const { database, worker } = started;
  const needs = { choice, isWanted: true, database, worker, keys, policies, clock, tell };
  const made = await openDemonstration(needs);
  await made?.tellStories({ records: 6 });
  await sealHeads({ worker: started.worker, dataFolder });
  words = await openWords(dataFolder, keys);
  first = await backUp(started, new Date('2026-11-20T03:00:00Z'));
  [{ id: erased }] = (await ask(
    addressOf(dataFolder, 'rowan_administrator'),
    'select case_id as id from rowan.case_record order by 1 limit 1',
  )) as [{ id: string }];
  await keys.destroyKey('case', erased);
  await ask(
    addressOf(dataFolder, 'rowan_administrator'),
    `select rowan_private.write_job(organisation_id, null, null, 'reading.asked') from rowan.organisation`,
  );
  await sealHeads({ worker: started.worker, dataFolder });
  second = await backUp(started, new Date('2026-11-21T03:00:00Z'));
  await keys.close();
  await started.stop();
});
after(() => fs.rmSync(home, { recursive: true, force: true }));

async function backUp({ backUp: records, keys }: StartedDatabase, now: Date): Promise<string> {
  assert.ok(records);
  return (await makeBackUp({ records, keys }, { into: shelf, recipient, now })).folder;
}

/** Names, addresses, phone numbers and sentences: what is sealed of people, in notes, and of staff. */
async function openWords(dataFolder: string, keys: OpenedKeys): Promise<string[]> {
  const administrator = addressOf(dataFolder, 'rowan_administrator');
  const columns = await ask(
    administrator,
    `select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'rowan' and column_name like '%\\_cipher'
        and table_name in ('person', 'note', 'staff')`,
  );
  const found: string[] = [];
  for (const { table, column } of columns as { table: string; column: string }[]) {
    const owner = { person: 'person_id', note: 'case_id', staff: 'organisation_id' }[table];
    const rows = await ask(
      administrator,
      `select ${table}_id as row, ${owner} as owner, ${column} as sealed from rowan.${table}
        where ${column} is not null`,
    );
    for (const { row, owner: of, sealed } of rows as { row: string; owner: string; sealed: Buffer }[]) {
      found.push(open(await keys.keyFor(of), { table, column, row }, sealed));
    }
  }
  return found;
}

const folder = path.join(home, 'restored');

/** Runs the command in a data folder that has, at first, nothing. */
function restore(from: string, identity = identityFile) {
  const env = { PATH: process.env['PATH'], ROWAN_DATA: folder };
  const run = spawnSync(process.execPath, ['src/cli.ts', 'restore', from, '--identity', identity], {
    cwd: checkout,
    env,
    encoding: 'utf8',
  });
  return { status: run.status, said: run.stdout + run.stderr };
}

function refuses(sentence: RegExp, ...asked: Parameters<typeof restore>): void {
  const { status, said } = restore(...asked);
  assert.match(said, sentence);
  assert.equal(status, 2);
}

/** `rowan audit verify` on what was restored. */
function verify(...more: string[]) {
  const env = { PATH: process.env['PATH'], ROWAN_DATA: folder };
  const args = ['src/cli.ts', 'audit', 'verify', ...more];
  const run = spawnSync(process.execPath, args, { cwd: checkout, env, encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

/** As the job does it, with something to seal. */
async function sealOnce(): Promise<void> {
  const started = await startDatabase({ choice, dataFolder: folder, clock, log, tell, use: 'application' });
  try {
    await ask(
      addressOf(folder, 'rowan_administrator'),
      `select rowan_private.write_job(organisation_id, null, null, 'reading.asked') from rowan.organisation`,
    );
    await sealHeads({ worker: started.worker, dataFolder: folder });
  } finally {
    await started.stop();
  }
}

function listFiles(folder: string): string[] {
  const all = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile());
}

describe('a back-up', () => {
  test('holds nothing that somebody wrote, neither as it lies there nor once it is opened', async () => {
    assert.ok(words.length > 60, `${words.length} texts`);
    const lying = Buffer.concat(listFiles(second).map((file) => fs.readFileSync(file)));
    const opened: Buffer[] = [];
    for (const file of listFiles(second).filter((each) => each.endsWith('.age'))) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(fs.readFileSync(identityFile, 'utf8').trim());
      opened.push(Buffer.from(await decrypter.decrypt(fs.readFileSync(file))));
    }
    assert.ok(opened.some((text) => text.includes('policy_version')));
    const all = Buffer.concat([lying, ...opened]);
    const shown = words.filter((text) => text.length > 3 && all.includes(text));
    assert.deepEqual(shown, []);
  });

  test('of before loses its keys when a newer one stands beside it', () => {
    assert.deepEqual(
      [fs.existsSync(path.join(first, 'keys')), fs.existsSync(path.join(second, 'keys'))],
      [false, true],
    );
    assert.equal(fs.readFileSync(path.join(second, 'erased.txt'), 'utf8').includes(erased), true);
  });

  test('is for its folder’s owner alone', () => {
    for (const file of listFiles(second)) assert.equal(fs.statSync(file).mode & 0o077, 0, file);
  });
});

/** All in one folder: what is refused leaves it empty, or what follows would be refused as well. */
describe('restoring', () => {
  test('without the master key is refused', () => {
    refuses(/master key .* is missing, .* put the file back/, second);
    for (const file of ['master.key', 'seal.key']) {
      fs.copyFileSync(path.join(home, 'used', file), path.join(folder, file));
    }
  });

  test('without the identity is refused', async () => {
    const other = path.join(home, 'other');
    fs.writeFileSync(other, `${await generateIdentity()}\n`, { mode: 0o600 });
    refuses(/does not open with this identity/, second, other);
  });

  test('a back-up of which a byte was changed, or a table is missing, is refused', () => {
    for (const spoil of [flipByte, fs.rmSync]) {
      const copy = path.join(home, `spoilt-${spoil.name}`);
      execFileSync('cp', ['-a', shelf, copy]);
      const spoilt = path.join(copy, path.basename(second));
      spoil(path.join(spoilt, 'records/case_record.age'));
      refuses(/is not the one that it states|does not open|is missing/, spoilt);
    }
  });

  test('puts every row back, verified, and what was erased since stays erased', async () => {
    const { status, said } = restore(first);
    assert.equal(status, 0, said);
    assert.match(said, /All counted and compared/);
    assert.match(said, /As it was written/);
    const started = await startDatabase({ choice, dataFolder: folder, clock, log, tell, use: 'application' });
    const keys = openKeys({ connection: started.keys, dataFolder: folder, clock, log });
    await assert.rejects(keys.keyFor(erased), /destroyed, or never made/);
    const there = await ask(addressOf(folder, 'rowan_administrator'), 'select from rowan.case_record');
    assert.equal(there.length, 6);
    await keys.close();
    await started.stop();
    refuses(/There is a council in this Rowan already/, first);
  });

  test('over a folder of newer seals is told, and goes on once that is moved aside', async () => {
    const seals = path.join(folder, 'audit-seals');
    const aside = path.join(folder, 'audit-seals-until-2026-11-22');
    fs.cpSync(path.join(home, 'used/audit-seals'), seals, { recursive: true });
    const said = verify();
    assert.match(said.said, /Seals? .* exported, and the database has not got them/);
    assert.equal(said.status, 1);
    await assert.rejects(sealOnce(), /is older than the folder/);
    fs.renameSync(seals, aside);
    await sealOnce();
    assert.deepEqual([verify().status, fs.existsSync(path.join(seals, 'public-key.pem'))], [0, true]);
    const before = verify('--seals', aside, '--key', path.join(aside, 'public-key.pem'));
    assert.equal(before.status, 1, before.said);
  });
});

function flipByte(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40);
  fs.writeFileSync(file, bytes);
}
