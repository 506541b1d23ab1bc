/**
 * The master key behind a key service, which a stand-in plays. It does not prove that a real Vault or OpenBao
 * answers so: none could be had here; the protocol is the published one.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { systemClock } from '../../src/platform/clock.ts';
import { KeyServiceAway, open, openKeys, rotateMasterKey, seal } from '../../src/platform/crypto/index.ts';
import { openRing } from '../../src/platform/crypto/ring.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask, makeDataFolder } from '../start-up/rowan.ts';
import { startTransit, type TransitStandIn } from '../start-up/transit-stand-in.ts';
import { given } from './stage.ts';
import { makeUuid } from './world.ts';

const place = { table: 'note', column: 'body_cipher', row: 'row' };
let transit: TransitStandIn;
let folder: string;
/** What the log was told, by everybody who opened keys here. */
const logged: string[] = [];

const keeper = () => ({ connectionString: addressOf(given().world.data, 'rowan_keeper', 'rowan_keys') });
const byFile = () => ({ dataFolder: given().world.data });
const byService = () => ({ ...byFile(), keyService: transit.settings });
/** As another process with these settings opens the keys. */
const openWith = (where: Parameters<typeof rotateMasterKey>[1]) =>
  openKeys({
    ...where,
    connection: keeper(),
    clock: systemClock,
    log: openLog(systemClock, (line) => logged.push(line)),
  });
const readWrapped = async (owner: string): Promise<string> => {
  const administrator = addressOf(given().world.data, 'rowan_administrator', 'rowan_keys');
  const [row] = await ask<{ wrapped: Buffer }>(
    administrator,
    'select wrapped from rowan_keys.data_key where owner_id = $1',
    [owner],
  );
  return String(row?.wrapped);
};

describe('the master key in a key service', () => {
  before(async () => {
    folder = makeDataFolder();
    transit = await startTransit(folder);
  });
  after(async () => {
    await transit.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const owner = makeUuid();
  let sealed: Buffer;

  test('takes over from the file while Rowan serves, and binds each key to its row', async () => {
    const { world } = given();
    sealed = seal(await world.keys.makeKey('case', owner), place, 'words');
    const serving = openWith(byService());
    await serving.unlock();
    assert.match(logged.join(''), /keys.not-yet-of-service/);
    const { keptBy, spoilt } = await rotateMasterKey(keeper(), byService());
    assert.deepEqual([keptBy, spoilt], ['service', 0]);
    assert.match(await readWrapped(owner), /^vault:v1:/);
    assert.equal(open(await serving.keyFor(owner), place, sealed), 'words');
    const made = await serving.makeKey('case', makeUuid());
    assert.match(await readWrapped(made.ownerId), /^vault:v1:/);
    const bound = transit.asked.flatMap((each) => each.bound).map((text) => Buffer.from(text, 'base64'));
    assert.ok(bound.every((bytes) => bytes.length > 0));
    assert.ok(bound.some((bytes) => bytes.includes(owner) && bytes.includes('case')));
    await serving.close();
  });

  test('is exchanged: a new version, under which every key is wrapped', async () => {
    const { rewrapped } = await rotateMasterKey(keeper(), byService());
    assert.ok(rewrapped > 10);
    assert.equal(transit.version(), 2);
    assert.match(await readWrapped(owner), /^vault:v2:/);
    const elsewhere = openWith(byService());
    assert.equal(open(await elsewhere.keyFor(owner), place, sealed), 'words');
    await elsewhere.close();
  });

  test('does not open a key that stands in another row', async () => {
    const administrator = addressOf(given().world.data, 'rowan_administrator', 'rowan_keys');
    const other = makeUuid();
    const move = 'update rowan_keys.data_key set owner_id = $2 where owner_id = $1';
    await ask(administrator, move, [owner, other]);
    const keys = openWith(byService());
    await assert.rejects(keys.keyFor(other), /changed or moved/);
    await ask(administrator, move, [other, owner]);
    assert.equal(open(await keys.keyFor(owner), place, sealed), 'words');
    await keys.close();
  });

  test('is asked for the first key of an empty database, and no file is made', async (context) => {
    const client = new pg.Client({
      connectionString: addressOf(given().world.data, 'rowan_administrator', 'rowan_keys'),
    });
    await client.connect();
    await client.query('begin; delete from rowan_keys.data_key; delete from rowan_keys.master_key');
    const dataFolder = makeDataFolder(context);
    const where = { dataFolder, keyService: transit.settings };
    const ring = await openRing(where, async (statement, values) => {
      return (await client.query(statement, [...values])).rows;
    });
    assert.equal(ring.isOfService, true);
    assert.deepEqual(fs.readdirSync(dataFolder), []);
    await client.query('rollback');
    await client.end();
  });

  const refusals = [
    ['is away', () => transit.be('away'), /does not answer; see that it runs/],
    ['is sealed', () => transit.be('sealed'), /is sealed or not in service; unseal it/],
    ['breaks', () => transit.be('broken'), /answers 500; look at its log/],
    ['is a web page', () => transit.be('a-web-page'), /is no transit engine/],
    ['refuses the token', () => transit.giveToken('hvs.other\n'), /refuses the token in .*; renew it/],
    ['was given no token', () => transit.giveToken('\n'), /token of the key service is not in/],
  ] as const;
  for (const [what, make, sentence] of refusals) {
    test(`that ${what} stops the start, and a question to it changes nothing`, async (context) => {
      const running = openWith(byService());
      await running.unlock();
      context.after(() => {
        transit.be('serving');
        transit.giveToken('hvs.stand-in\n');
      });
      make();
      const starting = openWith(byService());
      await assert.rejects(starting.unlock(), sentence);
      const fresh = makeUuid();
      await assert.rejects(running.makeKey('case', fresh), KeyServiceAway);
      assert.equal(await readWrapped(fresh), 'undefined');
      await assert.rejects(rotateMasterKey(keeper(), byService()), sentence);
      transit.be('serving');
      transit.giveToken('hvs.stand-in\n');
      assert.equal((await running.makeKey('case', fresh)).ownerId, fresh);
      await running.close();
      await starting.close();
    });
  }

  test('is not followed to another address', async () => {
    transit.be('elsewhere');
    const keys = openWith(byService());
    await assert.rejects(keys.unlock(), /does not answer/);
    assert.ok(!transit.asked.some((each) => each.path.includes('/other')));
    transit.be('serving');
    await keys.close();
  });

  test('that is another one is refused, and so are settings without it', async () => {
    const putBack = transit.exchangeKey();
    const keys = openWith(byService());
    await assert.rejects(
      keys.unlock(),
      /is not the one that the database was sealed with; set KEY_SERVICE_URL/,
    );
    const restore = transit.exchangeKey('ecdsa-p256');
    await assert.rejects(keys.unlock(), /type ecdsa-p256, which cannot bind/);
    restore();
    putBack();
    const without = openWith(byFile());
    await assert.rejects(without.unlock(), /wrapped by a key service; set KEY_SERVICE_URL/);
    const misnamed = openWith({ ...byFile(), keyService: { ...transit.settings, key: 'other' } });
    await assert.rejects(misnamed.unlock(), /There is no key other/);
    await Promise.all([keys, without, misnamed].map((each) => each.close()));
  });

  test('keeps what it opened in memory for a minute, and no longer', async () => {
    let now = systemClock.readMilliseconds();
    const clock = { ...systemClock, readMilliseconds: () => now };
    const log = openLog(systemClock, () => {});
    const keys = openKeys({ ...byService(), connection: keeper(), clock, log });
    await keys.keyFor(owner);
    transit.be('silent');
    now += 59_000;
    await keys.keyFor(owner);
    now += 2000;
    await assert.rejects(keys.keyFor(owner), /does not answer/);
    transit.be('serving');
    await keys.close();
  });

  test('leaves no token in any log', () => {
    assert.ok(logged.length > 0);
    assert.doesNotMatch(logged.join(''), /hvs\./);
  });

  test('can be left for the file again', async () => {
    const { world } = given();
    const { keptBy } = await rotateMasterKey(keeper(), byService(), 'file');
    assert.equal(keptBy, 'file');
    assert.doesNotMatch(await readWrapped(owner), /^vault/);
    assert.equal(open(await world.keys.keyFor(owner), place, sealed), 'words');
    assert.ok(fs.existsSync(path.join(world.data, 'master.key')));
  });
});
