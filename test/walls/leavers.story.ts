import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { shutAccounts } from '../../src/councils/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { ask, chosen, form, leadCase, type Office, openOffice, readActs, sees, teamOf } from './joiners.ts';
import { insertTask } from './scene.ts';
import { given } from './stage.ts';
import { makeUuid, writeAs } from './world.ts';

let office: Office;

describe('a mover', () => {
  before(async () => {
    office = await openOffice();
  });

  test('is seen by the manager that they have now, and by nobody who was it', async () => {
    const { world } = given();
    const { who } = await office.join('mara');
    const caseId = await leadCase(who);
    const [mona, colin] = [await office.site.visitor('mona'), await office.site.visitor('colin')];
    assert.deepEqual([await sees(mona, caseId), await sees(colin, caseId)], [true, false]);
    const team = await teamOf('housing');
    const before = (await readActs()).length;
    const manager = world.staff.colin.staffId;
    const moved = await office.ada.post(`/staff/${who.staffId}`, form(who, { team, manager }));
    assert.equal(moved.to, `/staff/${who.staffId}`);
    assert.deepEqual([await sees(mona, caseId), await sees(colin, caseId)], [false, true]);
    assert.deepEqual(await readActs(before), ['staff.changed', 'staff.changed', 'staff.changed']);
    assert.match((await office.ada.get(moved.to)).body, /Manager: colin of the cast, by ada/);
    const never = await office.ada.post(
      `/staff/${who.staffId}`,
      form(who, { team: await teamOf('nuisance') }),
    );
    assert.equal(never.status, 422);
    assert.match(never.body, /nobody in this team ever leads/);
  });

  test('who is given a role sees what it sees at once, and no more once it is taken away', async () => {
    const { who, visitor } = await office.join('milo');
    const team = await teamOf('housing');
    const caseId = await leadCase(given().world.staff.leo);
    const give = (roles: string[]) => office.ada.post(`/staff/${who.staffId}`, form(who, { team, roles }));
    assert.equal(await sees(visitor, caseId), false);
    await give(['front-door-lead']);
    assert.equal(await sees(visitor, caseId), true);
    await give([]);
    assert.equal(await sees(visitor, caseId), false);
    assert.deepEqual(
      await ask(
        'select kind, what from rowan.staff_change where staff_id = $1 and what = $2 order by at',
        who.staffId,
        'front-door-lead',
      ),
      [
        { kind: 'role-given', what: 'front-door-lead' },
        { kind: 'role-ended', what: 'front-door-lead' },
      ],
    );
    assert.equal((await give(['made-up'])).status, 422);
    const own = given().world.staff.ada;
    await office.ada.post(`/staff/${own.staffId}`, form(own, { team, roles: ['front-door-lead'] }));
    assert.ok(
      !(await ask('select role from rowan.staff_role where staff_id = $1', own.staffId)).some((row) =>
        JSON.stringify(row).includes('front-door'),
      ),
      'nobody gives a role to themselves',
    );
  });
});

describe('a leaver', () => {
  before(async () => {
    office = await openOffice();
  });

  test('has their work handed on, seen by those who do it and never by the administrator', async () => {
    const { who } = await office.join('lena');
    const caseId = await leadCase(who);
    const here = `/staff/${who.staffId}`;
    const [row] = await ask<{ number: string }>(
      'select reference as number from rowan.case_record where case_id = $1',
      caseId,
    );
    assert.match(
      (await office.ada.get(`${here}/closing`)).body,
      /Work of theirs has to be handed on\s+first/,
    );
    assert.equal((await office.ada.post(`${here}/closing`, { when: 'now' })).status, 422);
    const last = { 'last-day': '31', 'last-month': '12', 'last-year': '2099' };
    assert.equal((await office.ada.post(`${here}/closing`, { when: 'later', ...last })).to, here);
    const account = (await office.ada.get(here)).body;
    assert.match(account, /They leave; the last day is 31 December 2099\.\s+<strong>Work of theirs is still/);
    assert.doesNotMatch(
      account + (await office.ada.get('/work/leavers')).body,
      new RegExp(row?.number ?? ''),
    );

    const mona = await office.site.visitor('mona');
    assert.match((await mona.get('/')).body, /lena of the joiners leaves, and what is theirs/);
    for (const each of [mona, await office.site.visitor('rosa')])
      assert.match((await each.get('/work/leavers')).body, new RegExp(`Hand\\s+on case ${row?.number}`));
    assert.doesNotMatch((await (await office.site.visitor('tara')).get('/work/leavers')).body, /Hand\s+on/);

    await handItOn(who, caseId);
    assert.doesNotMatch((await mona.get('/work/leavers')).body, new RegExp(row?.number ?? ''));
    assert.doesNotMatch((await office.ada.get(here)).body, /still to be handed on/);
    await office.ada.post(`${here}/return`);
    assert.doesNotMatch((await office.ada.get(here)).body, /They leave;/);
  });

  test('who must not be let in any more is out at once; what they led stays shown', async () => {
    const { who, visitor } = await office.join('liam');
    const caseId = await leadCase(who);
    const here = `/staff/${who.staffId}`;
    await office.ada.post(here, form(who, { team: await teamOf('housing'), roles: ['front-door-lead'] }));
    const before = (await readActs()).length;
    assert.equal((await office.ada.post(`${here}/closing`, { when: 'now', anyway: 'yes' })).to, here);
    assert.deepEqual(await readActs(before), ['staff.left']);
    assert.equal((await visitor.get('/sessions')).status, 303);
    const nobody = await office.site.visitor(undefined);
    assert.equal((await nobody.post('/sign-in', { name: 'liam', password: chosen })).status, 422);
    const alive = `select from rowan.session where staff_id = $1 and ended_at is null
      union all select from rowan.staff_role where staff_id = $1 and ended_at is null`;
    assert.equal((await ask(alive, who.staffId)).length, 0);
    assert.match(
      (await (await office.site.visitor('rosa')).get('/work/leavers')).body,
      new RegExp(`/cases/${caseId}/working`),
    );
    assert.match((await office.ada.get(here)).body, /still to be handed on/);
    await office.ada.post(`${here}/return`);
    assert.deepEqual(
      await ask<{ roles: number }>(
        'select count(*)::int as roles from rowan.staff_role where staff_id = $1 and ended_at is null',
        who.staffId,
      ),
      [{ roles: 0 }],
    );
  });

  test('on the day that was set long before, Rowan closes what is left of their account', async () => {
    const { who, visitor } = await office.join('lola');
    await ask('update rowan.staff set left_on = current_date where staff_id = $1', who.staffId);
    assert.equal((await visitor.get('/sessions')).status, 303, 'nobody waits for the job');
    const { world } = given();
    assert.equal(await shutAccounts({ worker: world.worker }), 1);
    assert.equal(await shutAccounts({ worker: world.worker }), 0);
    const [change] = await ask(
      `select kind, by_staff from rowan.staff_change
        where staff_id = $1 order by staff_change_id desc limit 1`,
      who.staffId,
    );
    assert.deepEqual(change, { kind: 'closed', by_staff: null });
  });

  test('has all of their sessions ended by an administrator, and nobody else does it', async () => {
    const { who, visitor } = await office.join('lara');
    assert.equal(
      (await (await office.site.visitor('mona')).post(`/staff/${who.staffId}/sessions`)).status,
      404,
    );
    assert.equal((await visitor.get('/sessions')).status, 200);
    await office.ada.post(`/staff/${who.staffId}/sessions`);
    assert.equal((await visitor.get('/sessions')).status, 303);
  });
});

/** Mona hands on all that a leaver leads and owes: to nobody who may not have it, and nothing by halves. */
async function handItOn(who: Viewer, caseId: string): Promise<void> {
  const { world } = given();
  const { leo, abel, rosa } = world.staff;
  const mona = await office.site.visitor('mona');
  const taskId = makeUuid();
  await writeAs(world, rosa, insertTask(rosa, caseId, taskId));
  await writeAs(world, rosa, `update task set owner_id = '${who.staffId}' where task_id = '${taskId}'`);
  const page = `/work/leavers/${who.staffId}`;
  const readOwners = () =>
    ask(
      `select owner_id as task, (
         select staff_id from rowan.case_lead where case_id = $2 order by case_lead_id desc limit 1
       ) as lead from rowan.task where task_id = $1`,
      taskId,
      caseId,
    );
  for (const visitor of [office.ada, await office.site.visitor('tara')])
    assert.equal((await visitor.get(page)).status, 404);
  assert.match((await mona.get(page)).body, /They lead it, and 1 of its tasks is theirs/);
  assert.match((await mona.post(page, {})).body, /Choose a colleague/);
  const never = await mona.post(page, { all: leo.staffId, [`case-${caseId}`]: abel.staffId });
  assert.equal(never.status, 422);
  assert.match(never.body, /Choose somebody who may lead case/);
  assert.deepEqual(await readOwners(), [{ task: who.staffId, lead: who.staffId }], 'nothing by halves');
  assert.equal((await mona.post(page, { all: leo.staffId })).to, '/work/leavers');
  assert.deepEqual(await readOwners(), [{ task: leo.staffId, lead: leo.staffId }]);
  assert.deepEqual(
    await ask(
      `select verb from rowan.audit_event where case_id = $1 and staff_id = $2
         and verb in ('task.handed-on', 'lead.assigned') order by seq`,
      caseId,
      world.staff.mona.staffId,
    ),
    [{ verb: 'task.handed-on' }, { verb: 'lead.assigned' }],
  );
  assert.equal((await mona.get(page)).status, 404, 'nothing is left');
}
