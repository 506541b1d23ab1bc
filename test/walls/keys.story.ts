import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { systemClock } from '../../src/platform/clock.ts';
import {
  KeyGone,
  KeyOfAnother,
  open,
  openKeys,
  rotateMasterKey,
  SealBroken,
  seal,
} from '../../src/platform/crypto/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask, makeDataFolder } from '../start-up/rowan.ts';
import { given } from './stage.ts';
import { makeUuid, type World } from './world.ts';

const place = { table: 'note', column: 'body_cipher', row: 'row' };

/** Opens the same keys as another process would, with a master key file of its own. */
function openElsewhere({ data }: World, dataFolder: string) {
  const connection = { connectionString: addressOf(data, 'rowan_keeper', 'rowan_keys') };
  return openKeys({ connection, dataFolder, clock: systemClock, log: openLog(systemClock, () => {}) });
}

async function refuses(world: World, dataFolder: string, sentence: RegExp): Promise<void> {
  const keys = openElsewhere(world, dataFolder);
  await assert.rejects(keys.unlock(), sentence);
  await keys.close();
}

describe('the keys', () => {
  test('are made once for each thing, and are the same for another process', async () => {
    const { world } = given();
    const owner = makeUuid();
    const [one, two] = await Promise.all([
      world.keys.makeKey('case', owner),
      world.keys.makeKey('case', owner),
    ]);
    assert.equal(one.keyId, two.keyId);
    const elsewhere = openElsewhere(world, world.data);
    const sealed = seal(one, place, 'words');
    assert.equal(open(await elsewhere.keyFor(owner), place, sealed), 'words');
    await elsewhere.close();
  });

  test('once destroyed are gone for ever, and are not made again', async () => {
    const { world } = given();
    const owner = makeUuid();
    await world.keys.makeKey('draft', owner);
    await world.keys.destroyKey('draft', owner);
    await assert.rejects(world.keys.keyFor(owner), KeyGone);
    await assert.rejects(world.keys.makeKey('draft', owner), KeyGone);
    assert.equal((await world.keys.keysFor([owner])).size, 0);
  });

  test('of one kind are neither given nor destroyed by an id that is said to be of another', async () => {
    const { world } = given();
    const owner = makeUuid();
    const key = await world.keys.makeKey('case', owner);
    await assert.rejects(world.keys.makeKey('draft', owner), KeyOfAnother);
    const together = [makeUuid(), owner].map((ownerId) => ({ kind: 'draft', ownerId }));
    await assert.rejects(world.keys.makeKeys(together), KeyOfAnother);
    await world.keys.destroyKey('draft', owner);
    const elsewhere = openElsewhere(world, world.data);
    assert.equal((await elsewhere.keyFor(owner)).keyId, key.keyId);
    await elsewhere.close();
  });

  test('that are forgotten while one asks for others are still given', async () => {
    const { world } = given();
    const [owner, other] = [makeUuid(), makeUuid()];
    let now = 0;
    const clock = { ...systemClock, readMilliseconds: () => now };
    const connection = keeperOf(world);
    const keys = openKeys({ connection, dataFolder: world.data, clock, log: openLog(systemClock, () => {}) });
    await keys.makeKey('case', owner);
    await world.keys.makeKey('case', other);
    now = 59_000;
    const both = keys.keysFor([owner, other]);
    now = 61_000;
    assert.deepEqual([...(await both).keys()].sort(), [owner, other].sort());
    await keys.close();
  });

  test('are not opened when their row was moved to another owner, or changed', async () => {
    const { world } = given();
    const [owner, other] = [makeUuid(), makeUuid()];
    await world.keys.makeKey('case', owner);
    await moveKey(world, owner, other);
    await assert.rejects(world.keys.keyFor(other), SealBroken);
    await moveKey(world, other, owner);
  });

  test('are out of reach of the application’s role, as its data is of theirs', async () => {
    const { world } = given();
    const there = addressOf(world.data, 'rowan_app', 'rowan_keys');
    await assert.rejects(ask(there, 'select 1'), { code: '42501' });
    const here = addressOf(world.data, 'rowan_keeper', 'rowan');
    await assert.rejects(ask(here, 'select 1'), { code: '42501' });
    const keeper = addressOf(world.data, 'rowan_keeper', 'rowan_keys');
    await assert.rejects(ask(keeper, 'update data_key set kind = $1', ['x']), { code: '42501' });
    await assert.rejects(ask(keeper, 'delete from grave'), { code: '42501' });
  });
});

describe('the master key', () => {
  test('is a file that its owner alone may read', () => {
    const { mode } = fs.statSync(path.join(given().world.data, 'master.key'));
    assert.equal(mode & 0o777, 0o600);
  });

  test('that is lost, or another one, is refused in one sentence, and none is made', async (context) => {
    const { world } = given();
    const folder = makeDataFolder(context);
    await refuses(world, folder, /master key .* is missing, .* put the file back/);
    assert.deepEqual(fs.readdirSync(folder), []);
    const file = path.join(folder, 'master.key');
    fs.writeFileSync(file, `rowan-master-key-1 ${'A'.repeat(43)}\n`, { mode: 0o600 });
    await refuses(world, folder, /is not the one that the database was sealed with/);
    fs.writeFileSync(file, 'rowan-master-key-1 half');
    await refuses(world, folder, /is spoilt/);
  });

  test('that others may read is refused', async (context) => {
    const { world } = given();
    const folder = makeDataFolder(context);
    fs.copyFileSync(path.join(world.data, 'master.key'), path.join(folder, 'master.key'));
    fs.chmodSync(path.join(folder, 'master.key'), 0o640);
    await refuses(world, folder, /may be read by others; run chmod 600/);
  });
});

describe('the master key is exchanged while Rowan serves', () => {
  test('every key is wrapped anew, and whoever had the old one reads and makes on', async () => {
    const { world } = given();
    const owner = makeUuid();
    const sealed = seal(await world.keys.makeKey('case', owner), place, 'words');
    const before = readMaster(world);
    const { rewrapped } = await rotateMasterKey(keeperOf(world), { dataFolder: world.data });
    assert.equal(rewrapped, await countKeys(world, 'true'));
    assert.notEqual(readMaster(world), before);
    assert.equal(readMaster(world).trim().split('\n').length, 1);
    assert.equal(
      await countKeys(
        world,
        'wrapped_under in (select commitment from rowan_keys.master_key where retired_at is not null)',
      ),
      0,
    );
    // This process had the old master key, and was told of nothing.
    const other = makeUuid();
    assert.equal((await world.keys.makeKey('case', other)).ownerId, other);
    const elsewhere = openElsewhere(world, world.data);
    assert.equal(open(await elsewhere.keyFor(owner), place, sealed), 'words');
    assert.equal((await elsewhere.keyFor(other)).ownerId, other);
    await elsewhere.close();
  });

  test('stopped half-way it serves on, and is ended by doing it again', async () => {
    const { world } = given();
    const owner = makeUuid();
    await world.keys.makeKey('case', owner);
    const file = path.join(world.data, 'master.key');
    const administrator = addressOf(world.data, 'rowan_administrator', 'rowan_keys');
    await ask(
      administrator,
      `create rule halt as on update to rowan_keys.data_key
        do instead select pg_terminate_backend(pg_backend_pid())`,
    );
    await assert.rejects(rotateMasterKey(keeperOf(world), { dataFolder: world.data }));
    await ask(administrator, 'drop rule halt on rowan_keys.data_key');
    assert.equal(fs.readFileSync(file, 'utf8').trim().split('\n').length, 2);
    const elsewhere = openElsewhere(world, world.data);
    assert.equal((await elsewhere.keyFor(owner)).ownerId, owner);
    const { wasUnfinished } = await rotateMasterKey(keeperOf(world), { dataFolder: world.data });
    assert.equal(wasUnfinished, true);
    assert.equal((await elsewhere.makeKey('case', makeUuid())).keyId.length, 36);
    assert.equal(fs.readFileSync(file, 'utf8').trim().split('\n').length, 1);
    await elsewhere.close();
  });

  test('a key that does not open is left and counted, and the old master key stays for it', async () => {
    const { world } = given();
    const [owner, other] = [makeUuid(), makeUuid()];
    await world.keys.makeKey('case', owner);
    await moveKey(world, owner, other);
    const { rewrapped, spoilt } = await rotateMasterKey(keeperOf(world), { dataFolder: world.data });
    assert.deepEqual([rewrapped, spoilt], [(await countKeys(world, 'true')) - 1, 1]);
    await moveKey(world, other, owner);
    const ended = await rotateMasterKey(keeperOf(world), { dataFolder: world.data });
    assert.deepEqual(ended, { rewrapped: 1, spoilt: 0, wasUnfinished: true, keptBy: 'file' });
    assert.equal(readMaster(world).trim().split('\n').length, 1);
  });

  test('without the right file nothing is exchanged', async (context) => {
    const { world } = given();
    const folder = makeDataFolder(context);
    const before = await countKeys(world, 'true');
    await assert.rejects(
      rotateMasterKey(keeperOf(world), { dataFolder: folder }),
      /master key .* is missing/,
    );
    assert.deepEqual([fs.readdirSync(folder), await countKeys(world, 'true')], [[], before]);
  });
});

const keeperOf = ({ data }: World) => ({ connectionString: addressOf(data, 'rowan_keeper', 'rowan_keys') });
const readMaster = ({ data }: World) => fs.readFileSync(path.join(data, 'master.key'), 'utf8');

function moveKey({ data }: World, from: string, to: string) {
  const administrator = addressOf(data, 'rowan_administrator', 'rowan_keys');
  return ask(administrator, 'update rowan_keys.data_key set owner_id = $2 where owner_id = $1', [from, to]);
}

async function countKeys({ data }: World, which: string): Promise<number> {
  const administrator = addressOf(data, 'rowan_administrator', 'rowan_keys');
  return (await ask(administrator, `select from rowan_keys.data_key where ${which}`)).length;
}
