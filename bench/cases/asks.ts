import { sql } from 'kysely';
import type pg from 'pg';
import { recordingKind } from '../../src/concerns/index.ts';
import { PASSWORD } from '../../src/demonstration/found-councils.actions.ts';
import { beginDraft } from '../../src/drafts/index.ts';
import { listMarks } from '../../src/platform/http/form-mark.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { makeId, type ViewerId } from '../../src/platform/ids.ts';
import { inventAddress, inventName, inventPhone, makeChance } from '../stock/invent.ts';
import type { Ask } from './load.ts';
import type { openRowan } from './open-rowan.ts';

export type Rooms = Awaited<ReturnType<typeof openRowan>>;

/** Somebody who is signed in, and cases that they may open. */
interface Colleague {
  readonly viewer: Viewer;
  readonly cookie: string;
  readonly cases: readonly string[];
  /** A draft in which people are looked for. */
  readonly draft: string;
}

/** What is asked for, by turns on behalf of everybody who is signed in. */
export interface Asks {
  readonly home: () => Ask;
  readonly team: () => Ask;
  readonly search: () => Ask;
  readonly open: () => Ask;
  readonly save: () => Ask;
  readonly peer: () => Ask;
}

/** In every fifty: four who receive concerns, ten who manage, and others. */
const chosen = { receiver: 4, manager: 10, other: 36 } as const;

/**
 * Signs fifty people in through the page, and makes ready what they ask for.
 *
 * @param saves how many recordings are to be ready to be saved
 */
export async function makeAsks(
  migrator: pg.Client,
  rooms: Rooms,
  address: string,
  saves: number,
): Promise<Asks> {
  await migrator.query(FORGET);
  const { rows } = await migrator.query<Row>(CHOOSE, [chosen.receiver, chosen.manager, chosen.other]);
  const colleagues: Colleague[] = [];
  for (const row of rows) colleagues.push(await signIn(migrator, rooms, address, row));
  const ready: Ask[] = [];
  for (let count = 0; count < saves; count += 1) {
    const colleague = colleagues[count % colleagues.length];
    if (colleague !== undefined) ready.push(await prepareSave(rooms, colleague, count));
  }
  const chance = makeChance(23);
  const get = (path: (one: Colleague) => string) =>
    takeTurns(colleagues, (one) => ({ method: 'GET', path: path(one), cookie: one.cookie }));
  const anyCase = ({ cases }: Colleague) => cases[Math.floor(chance() * cases.length)] ?? '';
  const withCases = colleagues.filter(({ cases }) => cases.length > 0);
  return {
    home: get(() => '/'),
    team: get(() => '/work/team'),
    open: takeTurns(withCases, (one) => ({
      method: 'GET',
      path: `/cases/${anyCase(one)}`,
      cookie: one.cookie,
    })),
    search: takeTurns(colleagues, ({ draft, cookie }) => ({
      method: 'POST',
      path: `/concerns/new/${draft}/who`,
      cookie,
      body: fillIn(cookie, { name: inventName(chance).full, form: 'bench', before: '' }),
    })),
    save: () => {
      const next = ready.pop();
      if (next === undefined) throw new Error('There is nothing left to save.');
      return next;
    },
    peer: takeTurns(withCases, (one) => ({
      method: 'GET',
      path: `/${one.viewer.staffId}/${anyCase(one)}`,
      cookie: '',
    })),
  };
}

/** Whoever looked for many people in a run within the hour would be asked why in this one. */
const FORGET = `
  begin;
  set local session_replication_role = 'replica';
  update rowan.audit_event set at = at - interval '1 day'
    where organisation_id in (select organisation_id from rowan.organisation)
      and at > now() - interval '1 hour' and verb = 'people.searched';
  commit`;

interface Row {
  readonly staff_id: ViewerId;
  readonly organisation_id: Viewer['organisationId'];
  readonly council: string;
  readonly sign_in: string;
}

const CHOOSE = `
  select staff_id, organisation_id, council, sign_in from (
    select s.staff_id, s.organisation_id, o.council, s.sign_in, part.is,
      row_number() over (partition by part.is order by md5(s.sign_in)) as place
    from rowan.staff as s join rowan.organisation as o using (organisation_id)
    cross join lateral (select case
      when exists (select from rowan.staff_role as r
        where r.staff_id = s.staff_id and r.role = o.receives_role) then 'receiver'
      when exists (select from rowan.staff as m where m.manager_id = s.staff_id) then 'manager'
      else 'other' end as is) as part
    where not exists (
      select from rowan.staff_role as r where r.staff_id = s.staff_id and r.role = 'administrator'
    )
  ) as staff
  where place <= case staff.is when 'receiver' then $1::int when 'manager' then $2 else $3 end
  order by md5(sign_in)`;

/**
 * A copy whose sealed words are its pattern's has no audit, and does not open. Each is looked up by itself,
 * so that no table is read from end to end for it.
 */
const WHOLE = `
  select id from unnest($1::uuid[]) as mine (id)
  where (select chain from rowan.audit_head where chain = 'case:' || id) is not null limit 20`;

async function signIn(migrator: pg.Client, rooms: Rooms, address: string, row: Row): Promise<Colleague> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ name: row.sign_in, password: PASSWORD }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 303 || cookie === undefined) throw new Error(`${row.sign_in} could not sign in.`);
  const { staff_id: staffId, organisation_id: organisationId, council } = row;
  const viewer: Viewer = { staffId, organisationId, council, roles: [] };
  const { rows: cases } = await rooms.database.readAs(staffId, (tx) =>
    sql<{ id: string }>`
      select id from rowan_private.my_case_ids() as mine (id) order by md5(id::text) limit 400
    `.execute(tx),
  );
  const { rows: whole } = await migrator.query<{ id: string }>(WHOLE, [cases.map(({ id }) => id)]);
  const draft = await begin(rooms, viewer, { start: 'told', said: [], typed: {} });
  return { viewer, cookie, cases: whole.map(({ id }) => id), draft };
}

async function begin(rooms: Rooms, viewer: Viewer, recording: object): Promise<string> {
  const draftId = makeId<'draft'>(rooms.clock);
  const body = JSON.stringify({ trail: [], writers: {}, ticked: [], ...recording });
  await beginDraft(rooms, viewer, { draftId, kind: recordingKind, body, danger: false, reference: 'BENCH' });
  return draftId;
}

/** A form as Rowan's own page sends it. */
function fillIn(cookie: string, fields: Readonly<Record<string, string>>): string {
  const [, session = ''] = cookie.split('=');
  return new URLSearchParams({ ...fields, ...listMarks({ session, page: '/' }) }).toString();
}

/** A recording that is whole: facts, two people and a note. */
async function prepareSave(rooms: Rooms, { viewer, cookie }: Colleague, count: number): Promise<Ask> {
  const chance = makeChance(1000 + count);
  const policy = rooms.policies.policies.find(({ council }) => council === viewer.council);
  const told = policy?.examples
    .filter(({ facts }) => facts['situation'] === 'disclosure')
    .toSorted((a, b) => Object.keys(b.facts).length - Object.keys(a.facts).length)[0];
  const draft = await begin(rooms, viewer, {
    start: 'told',
    said: Object.entries(told?.facts ?? { situation: 'disclosure' }),
    typed: {
      who: {
        name: [inventName(chance).full],
        phone: [inventPhone(chance)],
        address: [inventAddress(chance)],
        'birth-day': ['3'],
        'birth-month': ['4'],
        'birth-year': [String(1950 + Math.floor(chance() * 50))],
        same: ['nobody'],
      },
      other: { name: [inventName(chance).full], same: ['nobody'] },
      note: { words: ['They rang about the rent, and told me. They want it to stop.'] },
    },
  });
  return { method: 'POST', path: `/concerns/new/${draft}/record`, cookie, body: fillIn(cookie, {}) };
}

function takeTurns<One>(all: readonly One[], ask: (one: One) => Ask): () => Ask {
  let turn = 0;
  return () => {
    const one = all[turn++ % all.length];
    if (one === undefined) throw new Error('Nobody is there to ask.');
    return ask(one);
  };
}
