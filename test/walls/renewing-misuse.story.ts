import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seal } from '../../src/platform/crypto/index.ts';
import { addressOf, ask } from '../start-up/rowan.ts';
import { asAdministrator, furnish, notePlace, writeSealed } from './renewing.ts';
import { given } from './stage.ts';
import { makeUuid, tryAs } from './world.ts';

describe('the way past what is kept as it was written', () => {
  test('is the worker’s alone, and puts words under the next key, and does nothing else', async () => {
    const { world } = given();
    const { caseId, noteId } = await furnish(world);
    const other = await furnish(world);
    const [old, foreign] = await Promise.all([caseId, other.caseId].map((owner) => world.keys.keyFor(owner)));
    assert.ok(old && foreign);
    const cipher = seal(old, notePlace(noteId), 'words');
    await writeSealed(world, noteId, cipher);
    const next = { ...old, keyId: makeUuid() as typeof old.keyId };
    const again = seal(next, notePlace(noteId), 'words');
    const asWorker = (statement: string) => ask(addressOf(world.data, 'rowan_worker'), statement);
    const hex = (bytes: Buffer) => `'\\x${bytes.toString('hex')}'`;
    const put = (after: Buffer, { table = 'note', column = 'body_cipher', row = noteId } = {}) =>
      `select rowan_private.seal_again('${table}', '${column}', '${row}', ${hex(cipher)}, ${hex(after)})`;
    const refused = async (statement: string, says: RegExp) =>
      assert.rejects(asWorker(statement), says, statement);
    const kept = /kept as they were written/;
    await refused(put(again), kept);
    await asWorker(`select rowan_private.begin_renewal('${caseId}', '${old.keyId}', '${next.keyId}')`);
    await refused(put(again), kept);
    await asWorker(`select rowan_private.retire_keys(array['${old.keyId}'::uuid])`);
    await refused(put(seal(foreign, notePlace(noteId), 'words')), kept);
    await refused(put(seal(next, notePlace(noteId), 'other words')), kept);
    await refused(put(again.subarray(0, 40)), kept);
    await refused(put(again, { column: 'prompts' }), /no rows/);
    await refused(put(again, { table: 'note; drop table note' }), /no rows/);
    await refused(put(again, { table: 'sign_in_errand', column: 'errand_cipher' }), /no rows/);
    for (const statement of [
      put(again),
      'table key_renewal',
      `select * from rowan_private.sealed_with(array['${caseId}'::uuid], array['${old.keyId}'::uuid], 9)`,
      `update note set body_cipher = ${hex(again)} where note_id = '${noteId}'`,
      'update sealed_column set owner = null',
    ])
      assert.equal(await tryAs(world, world.staff.leo.staffId, statement), 0, statement);
    for (const statement of ['table rowan.note', 'table rowan.key_renewal', 'table rowan.sealed_column'])
      await refused(statement, /permission denied/);
    // Not even as the definer itself, nor as the server's administrator.
    const set = (what: string) => `update rowan.note set ${what} where note_id = '${noteId}'`;
    await assert.rejects(world.administrator.query(set(`body_cipher = ${hex(again)}`)), kept);
    const asDefiner = (statement: string) =>
      ask(addressOf(world.data, 'rowan_administrator'), `set role rowan_definer; ${statement}`);
    for (const [statement, says] of [
      [set(`written_at = now()`), /permission denied/],
      [set(`body_cipher = ${hex(seal(old, notePlace(noteId), 'other'))}`), kept],
      [`delete from rowan.note`, /permission denied/],
    ] as const) {
      await assert.rejects(asDefiner(statement), says);
    }
    await asWorker(put(again));
    const [row] = await asAdministrator(world, 'select body_cipher from note where note_id = $1', [noteId]);
    assert.deepEqual(row.body_cipher, again);
  });
});
