/**
 * Something goes wrong with one statement of what Rowan does most: all of it is kept or nothing, the answer
 * says no more than is true, and the same form, sent again, is kept once. Each transaction is tried here at
 * its end, where it is kept and nobody hears of it, and at one other statement; `npm run faults` has a fault
 * at each.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeChance } from '../../bench/stock/invent.ts';
import { acts, type Cast, openCast } from './acts.ts';
import { recordWhileAway } from './away.ts';
import { breakAct, doAct, type Mishap } from './break-act.ts';
import { type FaultyDesk, openFaultyDesk } from './faulty-desk.ts';
import { faults } from './faulty-line.ts';

const chance = makeChance(Number(process.env['SEED'] ?? 1));
let desk: FaultyDesk;
let cast: Cast;
before(async () => {
  desk = await openFaultyDesk();
  cast = await openCast(desk.desk);
});
after(() => desk.stop());

describe('all or nothing, and once, whatever goes wrong on the way:', () => {
  for (const name of Object.keys(acts)) {
    test(name, async () => {
      const whole = await doAct(desk, cast, name);
      const place = 1 + Math.floor(chance() * whole.statements);
      const kind = faults[Math.floor(chance() * faults.length)] ?? 'refused';
      const unheard: Mishap = { at: whole.statements, what: 'cut after' };
      const { wrong, happened } = await breakAct(desk, cast, name, whole, [
        unheard,
        { at: place, what: kind },
      ]);
      assert.deepEqual(wrong, []);
      assert.ok(happened > 0);
    });
  }
});

describe('a database that goes away while Mo records a concern, for a moment only:', () => {
  test('she is told so, goes on where she was, and nothing that she typed is lost', async () => {
    await recordWhileAway(desk, cast, { how: 'shut', ms: 0 });
  });

  test('and though it went without a word, nobody waits for ever', async () => {
    const began = performance.now();
    await recordWhileAway(desk, cast, { how: 'silent', ms: 0 });
    assert.ok(performance.now() - began < 30_000);
  });
});
