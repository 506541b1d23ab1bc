import assert from 'node:assert/strict';
import type { Viewer } from '../../src/platform/http/index.ts';
import { insertCase, insertLead, insertOpening } from './scene.ts';
import { openSite, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';
import { makeUuid, writeAs } from './world.ts';

/** What an administrator does with accounts, and those who come and go by it. */
export interface Office {
  readonly site: Site;
  readonly ada: Visitor;
  /** Ada adds somebody in housing, under Mona, and they choose a password by the link that they are given. */
  join(signIn: string): Promise<{ readonly who: Viewer; readonly visitor: Visitor }>;
  enter(signIn: string, password?: string): Promise<Visitor>;
}

export async function openOffice(): Promise<Office> {
  const site = await openSite(given().world);
  const ada = await site.visitor('ada');
  const nobody = await site.visitor(undefined);
  const enter = async (signIn: string, password = chosen) => {
    const came = await nobody.post('/sign-in', { name: signIn, password });
    const session = /rowan=([\w-]{43})/.exec(came.headers)?.[1];
    assert.ok(session, `${signIn} is let in`);
    return site.visitorOf(session);
  };
  const join = async (signIn: string) => {
    const made = await ada.post('/staff/new', {
      name: `${signIn} of the joiners`,
      signIn,
      email: `${signIn}@exampleshire.example`,
      team: await teamOf('housing'),
      manager: given().world.staff.mona.staffId,
    });
    await nobody.post(findLink(made.body), { password: chosen, again: chosen });
    return { who: await findJoiner(signIn), visitor: await enter(signIn) };
  };
  return { site, ada, join, enter };
}

export const findLink = (body: string) => /\/way-in\/[\w-]{43}/.exec(body)?.[0] ?? '';

export const chosen = 'lamp orbit quince tandem';

export const ask = async <Row extends object>(statement: string, ...values: unknown[]) =>
  (await given().world.administrator.query<Row>(statement, values)).rows;

/** What was recorded of what Ada did, oldest first. */
export const readActs = async (from = 0) => {
  const rows = await ask<{ verb: string }>(
    'select verb from rowan.audit_event where staff_id = $1 order by at',
    given().world.staff.ada.staffId,
  );
  return rows.map(({ verb }) => verb).slice(from);
};

export const teamOf = async (name: string) =>
  (await ask<{ id: string }>('select team_id as id from rowan.team where name = $1', name))[0]?.id ?? '';

export async function findJoiner(signIn: string): Promise<Viewer> {
  const { ada: administrator } = given().world.staff;
  const [row] = await ask<{ id: Viewer['staffId'] }>(
    'select staff_id as id from rowan.staff where sign_in = $1',
    signIn,
  );
  assert.ok(row, `${signIn} is here`);
  return { ...administrator, staffId: row.id, roles: [] };
}

/** A case that they lead. */
export async function leadCase(lead: Viewer): Promise<string> {
  const { world } = given();
  const { rita, rosa } = world.staff;
  const caseId = makeUuid();
  await writeAs(world, rita, insertCase(rita, caseId));
  await writeAs(world, rosa, insertOpening(rosa, caseId), insertLead(rosa, caseId, lead));
  return caseId;
}

export const sees = async (visitor: Visitor, caseId: string) =>
  (await visitor.get(`/cases/${caseId}`)).status === 200;

export const form = (who: Viewer, fields: Record<string, string | string[]>) => ({
  name: 'Somebody of the joiners',
  email: '',
  team: '',
  manager: '',
  ...fields,
  who: who.staffId,
});
