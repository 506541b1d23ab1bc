/**
 * A form that is sent several times at the same moment: a double click through two connections, a browser
 * that tries again, a replay. It is kept once, with its audit and its messages, and every sender is led on.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { assignLead } from '../../src/cases/index.ts';
import { letGo } from '../../src/councils/index.ts';
import { takeTurns } from '../../src/platform/database/index.ts';
import { disclosure, openCase } from '../casework/concern.ts';
import { look } from '../casework/partnership.ts';
import { type Came, type Desk, openDesk } from '../casework/recording-desk.ts';
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

test('a lead who is named while the work of a leaver is handed on is the lead', async () => {
  const { started, staff, administrator, ...rooms } = desk.scene;
  const { database } = started;
  const { lee, hana, nia, frankie } = staff;
  const caseId = await openCase(desk, cast.frankie, disclosure);
  await cast.frankie.post(`/cases/${caseId}/lead`, { lead: lee.staffId });
  await database.actAs(
    administrator.staffId,
    async () => {},
    (tx) => letGo(tx, lee.staffId, '2099-12-31', 'TEST-0001'),
  );
  const nobodyWaits = async () =>
    (await look(desk.scene, frankie, sql`select from pg_locks where not granted`)).length === 0;
  let handing: Promise<Came> | undefined;
  await database.actAs(
    frankie.staffId,
    async () => {},
    async (tx) => {
      await takeTurns(tx, caseId);
      await assignLead(tx, caseId, nia.staffId, { ...rooms, viewer: frankie, reference: 'TEST-0001' });
      handing = cast.frankie.post(`/work/leavers/${lee.staffId}`, { all: hana.staffId });
      while (await nobodyWaits()) await setTimeout(10);
    },
  );
  assert.equal((await handing)?.to, '/work/leavers');
  const leads = await look<{ id: string }>(
    desk.scene,
    frankie,
    sql`select staff_id as id from case_lead where case_id = ${caseId} order by case_lead_id`,
  );
  assert.deepEqual(
    leads.map(({ id }) => id),
    [hana.staffId, lee.staffId, nia.staffId],
  );
});
