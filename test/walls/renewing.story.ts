/**
 * Keys renewed while Rowan serves. Not proved here: that a process which stood still for two minutes in the
 * middle of a request ends it; its transaction is refused then, and nothing of it is kept.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { countUnopened } from '../../src/platform/back-up/count-unopened.ts';
import { commitToWords, KeyGone, open, renewKeys, seal } from '../../src/platform/crypto/index.ts';
import { withClient } from '../../src/platform/database/connection.ts';
import { addressOf } from '../start-up/rowan.ts';
import {
  asAdministrator,
  type Furnished,
  furnish,
  keysAt,
  needsOf,
  notePlace,
  openElsewhere,
  readKeys,
  renewQuietly,
  verifyAudit,
  writeSealed,
} from './renewing.ts';
import { insertNote } from './scene.ts';
import { listSealed, openSealed, sealEverywhere } from './sealed-everywhere.ts';
import { given } from './stage.ts';
import { makeUuid, writeAs } from './world.ts';

describe('the keys of a case are renewed', () => {
  let place: Furnished;
  let owners: readonly string[];

  before(async () => {
    const { world } = given();
    place = await furnish(world);
    owners = await sealEverywhere(world, place);
  });

  test('whatever they sealed is sealed again, in every table, and says what it said', async () => {
    const { world } = given();
    const [salt, why] = ['salt', 'Because she asked for it'];
    const before = await Promise.all(owners.map((owner) => world.keys.keyFor(owner)));
    const kept = await listSealed(world, owners);
    const tables = await asAdministrator(
      world,
      'select distinct table_name from sealed_column where owner is not null',
    );
    assert.equal(new Set(kept.map((row) => row.table_name)).size, tables.length);
    const said = await openSealed(world.keys, kept);
    assert.ok(said.size > tables.length);
    const versions = await asAdministrator(
      world,
      'select version, xmin::text from person where person_id = $1',
      [place.personId],
    );
    assert.deepEqual(await renewQuietly(world, owners), { renewed: 4, spoilt: 0, wasUnfinished: false });
    const fresh = openElsewhere(world);
    for (const [index, owner] of owners.entries()) {
      const key = await fresh.keyFor(owner);
      assert.notEqual(key.keyId, before[index]?.keyId);
      assert.deepEqual(key.others, []);
      assert.deepEqual(
        (await readKeys(world, owner)).map(({ stage }) => stage),
        ['in-use'],
      );
      // Tokens and the audit's commitments are of words that cannot be asked for again.
      const promised = before[index] && commitToWords(before[index], salt, why);
      assert.deepEqual(commitToWords(key, salt, why), promised);
    }
    const after = await listSealed(world, owners);
    assert.deepEqual(await openSealed(fresh, after), said);
    const ciphers = new Set(kept.map(({ cipher }) => cipher?.toString('hex')).filter(Boolean));
    assert.ok(after.every(({ cipher }) => cipher === null || !ciphers.has(cipher.toString('hex'))));
    await fresh.close();
    const now = await asAdministrator(world, 'select version from person where person_id = $1', [
      place.personId,
    ]);
    assert.equal(now[0].version, versions[0].version);
    const befores = await asAdministrator(world, 'select from person_before where person_id = $1', [
      place.personId,
    ]);
    assert.equal(befores.length, 1);
  });

  test('on record, in a chain that is whole', async () => {
    const { world } = given();
    const rows = await asAdministrator(
      world,
      `select acting_as, staff_id, case_id, chain from audit_event where verb = 'key.renewed'
        and (case_id = $1 or chain = 'organisation:' || $2) order by event_id desc limit 4`,
      [place.caseId, world.staff.leo.organisationId],
    );
    assert.deepEqual(
      rows.map((row) => [row.acting_as, row.staff_id, row.case_id]).sort(),
      [place.caseId, null, null, null].map((caseId) => ['rowan', null, caseId]).sort(),
    );
    await verifyAudit(world);
  });

  test('and nothing is written any more that the old one sealed, whoever it is', async () => {
    const { world } = given();
    const { leo } = world.staff;
    const { caseId, noteId } = await furnish(world);
    const old = await world.keys.keyFor(caseId);
    await writeSealed(world, noteId, seal(old, notePlace(noteId), 'before'));
    await renewQuietly(world, [caseId]);
    const late = makeUuid();
    const cipher = `'\\x${seal(old, notePlace(late), 'late').toString('hex')}'`;
    const write = (sealed: string) =>
      writeAs(world, leo, insertNote(leo, caseId, late).replace(/'kanarienvogel'::bytea/, sealed));
    await assert.rejects(write(cipher), { code: '40001' });
    const now = await world.keys.keyFor(caseId);
    await write(`'\\x${seal(now, notePlace(late), 'late').toString('hex')}'`);
  });

  test('a writer who is at it is waited for, and one who comes after is refused', async () => {
    const { world } = given();
    const { leo } = world.staff;
    const { caseId, noteId } = await furnish(world);
    const old = await world.keys.keyFor(caseId);
    await writeSealed(world, noteId, seal(old, notePlace(noteId), 'before'));
    const slow = makeUuid();
    const client = await world.raw.connect();
    await client.query(`begin; select set_config('rowan.viewer', '${leo.staffId}', true)`);
    const cipher = seal(old, notePlace(slow), 'slow');
    await client.query(
      'insert into note (note_id, case_id, written_by, body_cipher) values ($1, $2, $3, $4)',
      [slow, caseId, leo.staffId, cipher],
    );
    let isDone = false;
    const renewing = renewQuietly(world, [caseId], 50).then((done) => {
      isDone = true;
      return done;
    });
    await new Promise((resolve) => setTimeout(resolve, 900));
    assert.equal(isDone, false);
    await client.query('commit');
    client.release();
    assert.equal((await renewing).renewed, 1);
    const fresh = openElsewhere(world);
    const [row] = await asAdministrator(world, 'select body_cipher from note where note_id = $1', [slow]);
    assert.equal(open(await fresh.keyFor(caseId), notePlace(slow), row.body_cipher), 'slow');
    await fresh.close();
  });

  test('one who is erased meanwhile stays erased, at every stage', async () => {
    const { world } = given();
    for (const [stage, place] of ['coming', 'leaving', 'spent'].entries()) {
      const { caseId, noteId } = await furnish(world);
      await writeSealed(world, noteId, seal(await world.keys.keyFor(caseId), notePlace(noteId), 'gone'));
      const needs = needsOf(world);
      let said = 0;
      const erase = async () => {
        if (said++ === stage) await world.keys.destroyKey('case', caseId);
      };
      let erasing = Promise.resolve();
      const tell = () => {
        erasing = erasing.then(erase);
      };
      await renewKeys({ ...needs, tell, knownEverywhereMs: 300 }, { owners: [caseId] });
      await erasing;
      assert.deepEqual(await readKeys(world, caseId), [], place);
      await assert.rejects(world.keys.makeKey('case', caseId), KeyGone);
      const { renewed, wasUnfinished } = await renewQuietly(world, [caseId], 0);
      assert.deepEqual([renewed, wasUnfinished], [0, false], place);
    }
  });

  test('and records that are put back from before say how many of their words are lost', async () => {
    const { world } = given();
    const [renewed, erased] = [await furnish(world), await furnish(world)];
    const count = async () =>
      withClient({ connectionString: addressOf(world.data, 'rowan_administrator') }, async (records) => {
        await records.query('set search_path = rowan, pg_temp');
        return withClient({ connectionString: keysAt(world) }, (keys) => countUnopened(records, keys));
      });
    const before = await count();
    const ciphers = [];
    for (const { caseId, noteId } of [renewed, erased])
      ciphers.push(seal(await world.keys.keyFor(caseId), notePlace(noteId), 'before'));
    await renewQuietly(world, [renewed.caseId, erased.caseId], 0);
    await world.keys.destroyKey('case', erased.caseId);
    for (const [index, { noteId }] of [renewed, erased].entries())
      await writeSealed(world, noteId, ciphers[index] as Buffer);
    assert.equal(await count(), before + 1);
  });

  test('what does not open keeps its old key, and the others are renewed', async () => {
    const { world } = given();
    const [spoilt, whole] = [await furnish(world), await furnish(world)];
    for (const { caseId, noteId } of [spoilt, whole]) {
      const cipher = seal(await world.keys.keyFor(caseId), notePlace(noteId), 'words');
      if (caseId === spoilt.caseId) cipher[40] = (cipher[40] ?? 0) ^ 1;
      await writeSealed(world, noteId, cipher);
    }
    const cases = [spoilt.caseId, whole.caseId];
    assert.deepEqual(await renewQuietly(world, cases), { renewed: 1, spoilt: 1, wasUnfinished: false });
    assert.deepEqual((await readKeys(world, spoilt.caseId)).map(({ stage }) => stage).sort(), [
      'in-use',
      'leaving',
    ]);
    const [row] = await asAdministrator(world, 'select body_cipher from note where note_id = $1', [
      spoilt.noteId,
    ]);
    row.body_cipher[40] ^= 1;
    await writeSealed(world, spoilt.noteId, row.body_cipher);
    assert.deepEqual(await renewQuietly(world, cases), { renewed: 1, spoilt: 0, wasUnfinished: true });
  });
});
