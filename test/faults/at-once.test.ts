/**
 * A form that is sent several times at the same moment: a double click through two connections, a browser
 * that tries again, a replay. It is kept once, with its audit and its messages, and every sender is led on.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { addressOf } from '../start-up/rowan.ts';
import { acts, type Cast, openCast } from './acts.ts';
import { describeChange, openCamera } from './snapshot.ts';

let desk: Desk;
let cast: Cast;
let camera: Awaited<ReturnType<typeof openCamera>>;
before(async () => {
  desk = await openDesk();
  cast = await openCast(desk);
  camera = await openCamera(addressOf(desk.scene.dataFolder, 'rowan_administrator'));
});
after(async () => {
  await camera.close();
  await desk.stop();
});

/** A draft is on record each time it is saved. */
const recordedEachTime = ['a draft is saved'];
const TURNS = 2;
const AT_ONCE = 4;

describe('once, however often at the same moment:', () => {
  for (const [name, fillIn] of Object.entries(acts)) {
    if (recordedEachTime.includes(name)) continue;
    test(name, async () => {
      const once = await sendAtOnce(1);
      assert.deepEqual(once.statuses, [303]);
      for (let turn = 0; turn < TURNS; turn += 1) {
        const often = await sendAtOnce(AT_ONCE);
        assert.equal(often.change, once.change);
        assert.deepEqual(
          often.statuses,
          Array.from({ length: AT_ONCE }, () => 303),
        );
      }
    });

    async function sendAtOnce(times: number) {
      const { who, path, fields } = await fillIn(cast);
      const before = await camera.take();
      const came = await Promise.all(Array.from({ length: times }, () => who.post(path, fields)));
      const change = describeChange(before, await camera.take());
      return { change, statuses: came.map(({ status }) => status) };
    }
  }
});
