import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { listNotes } from '../../src/notes/index.ts';
import type { Cast } from './acts.ts';
import type { FaultyDesk } from './faulty-desk.ts';
import type { LineState } from './faulty-line.ts';

const words = 'She said: “he counts the miles”, and asked us not to ring.';

/**
 * Somebody records a concern while the database goes away and comes back: every answer says so, what they
 * typed stays in the page, and they go on from there.
 *
 * @returns how long it took after the database was back until the next step was taken
 */
export async function recordWhileAway(
  { desk, line }: FaultyDesk,
  { mo }: Cast,
  { how, ms }: { readonly how: Exclude<LineState, 'open'>; readonly ms: number },
): Promise<number> {
  const here = (await mo.post('/concerns/new', { start: 'told' })).to;
  assert.equal((await mo.get(`${here}/note`)).status, 200);
  line.become(how);
  const goneSince = performance.now();
  const form = { words, form: 'A', before: '' };
  const lost = await mo.post(`${here}/note`, form);
  assert.equal(lost.status, 503);
  assert.match(lost.text, /may not be saved/);
  assert.match(lost.text, /Send it again/);
  assert.ok(lost.text.includes('he counts the miles'), 'what was typed stays in the page');
  do assert.equal((await mo.get('/')).status, 503);
  while (performance.now() - goneSince < ms);
  line.become('open');
  const backSince = performance.now();
  let taken = await mo.post(`${here}/note`, form);
  while (taken.status === 503) {
    await pause(50);
    taken = await mo.post(`${here}/note`, form);
  }
  const took = performance.now() - backSince;
  assert.equal(taken.status, 303);
  const { to } = await mo.post(`${here}/record`);
  assert.match(to, /^\/concerns\/[0-9a-f-]{36}\/saved$/);
  const { started, keys, staff } = desk.scene;
  const notes = await started.database.readAs(staff.frankie.staffId, (tx) =>
    listNotes(tx, keys, to.split('/')[2] ?? '', { before: null, limit: 5 }),
  );
  assert.equal(notes.length, 1);
  assert.ok(notes[0]?.body.includes(words), 'the note is in the record, word for word');
  return took;
}
