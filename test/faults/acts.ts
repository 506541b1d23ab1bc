import { sql } from 'kysely';
import { addDays, readLondonTime } from '../../src/platform/calendar.ts';
import { makeId } from '../../src/platform/ids.ts';
import { disclosure, openCase, recordConcern } from '../casework/concern.ts';
import { look } from '../casework/partnership.ts';
import { type Desk, readHidden, type Visitor } from '../casework/recording-desk.ts';

/** A form that somebody has filled in, and may send more than once. */
export interface Filled {
  readonly who: Visitor;
  readonly path: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

/** Those at their browsers who fill in the forms. */
export interface Cast {
  readonly desk: Desk;
  readonly mo: Visitor;
  readonly hana: Visitor;
  readonly frankie: Visitor;
  readonly nia: Visitor;
  readonly ines: Visitor;
}

export async function openCast(desk: Desk): Promise<Cast> {
  const [mo, hana, frankie, nia, ines] = await Promise.all(
    ['mo', 'hana', 'frankie', 'nia', 'ines'].map((name) => desk.signIn(name)),
  );
  if (!mo || !hana || !frankie || !nia || !ines) throw new Error('Somebody could not sign in.');
  return { desk, mo, hana, frankie, nia, ines };
}

/** The main transactions: each makes what it needs, and gives its form, filled in and not sent. */
export const acts: Readonly<Record<string, (cast: Cast) => Promise<Filled>>> = {
  'a draft is saved': async (cast) => {
    const here = await begin(cast);
    const words = 'She said: he has my phone.';
    return { who: cast.mo, path: `${here}/note`, fields: { words, form: 'A', before: '' } };
  },
  'a concern is saved': async (cast) => {
    const here = await begin(cast);
    await cast.mo.post(`${here}/who`, { ...somebody(cast), form: 'A', before: '' });
    await cast.mo.post(`${here}/note`, { words: 'They rang, and told me.', form: 'B', before: '' });
    return { who: cast.mo, path: `${here}/record`, fields: {} };
  },
  'a concern is accepted, and a case opened': async (cast) => {
    const { hana, lee } = cast.desk.scene.staff;
    const path = `/cases/${await record(cast)}/receiving/acceptance`;
    return { who: cast.frankie, path, fields: { lead: hana.staffId, team: [lee.staffId] } };
  },
  'a concern is handed on': async (cast) => {
    const path = `/cases/${await record(cast)}/receiving/hand-over`;
    return { who: cast.frankie, path, fields: { to: cast.desk.scene.staff.lee.staffId } };
  },
  'its recorder is asked': async (cast) => {
    const path = `/cases/${await record(cast)}/receiving/question`;
    return { who: cast.frankie, path, fields: { question: 'When does he come home?' } };
  },
  'its recorder answers': async (cast) => {
    const caseId = await record(cast);
    await cast.frankie.post(`/cases/${caseId}/receiving/question`, { question: 'When?' });
    return { who: cast.mo, path: `/cases/${caseId}/receiving/answer`, fields: { answer: 'On Tuesdays.' } };
  },
  'a lead is named': async (cast) => {
    const path = `/cases/${await open(cast)}/lead`;
    return { who: cast.frankie, path, fields: { lead: cast.desk.scene.staff.lee.staffId } };
  },
  'a lead hands their case over': async (cast) => {
    const path = `/cases/${await open(cast)}/lead`;
    return { who: cast.hana, path, fields: { lead: cast.desk.scene.staff.lee.staffId } };
  },
  'somebody joins the team': async (cast) => {
    const path = `/cases/${await open(cast)}/team`;
    return { who: cast.hana, path, fields: { member: cast.desk.scene.staff.lee.staffId } };
  },
  'somebody is shut out': async (cast) => {
    const path = `/cases/${await record(cast)}/exclusions`;
    const shut = cast.desk.scene.staff.lee.staffId;
    return { who: cast.mo, path, fields: { shut, why: 'He is her brother.' } };
  },
  'somebody is taken out of the team': async (cast) => {
    const { who, path, fields } = await make(cast, 'somebody joins the team');
    await who.post(path, fields);
    return { who, path: `${path}/${cast.desk.scene.staff.lee.staffId}/removal`, fields: {} };
  },
  'somebody who was shut out is let in': async (cast) => {
    const { who, path, fields } = await make(cast, 'somebody is shut out');
    await who.post(path, fields);
    const { text } = await cast.frankie.get(path.replace(/exclusions$/, 'working'));
    return { who: cast.frankie, path: findForm(text, /\/exclusions\/[\da-f-]+\/lifting/), fields: {} };
  },
  'cover is set': async ({ desk, mo }) => {
    const { staff, clock } = desk.scene;
    const day = addDays(readLondonTime(clock.now()).day, 1 + makeNumber(desk, 300));
    const [year = '', month = '', date = ''] = day.split('-');
    const typed = (name: string) => ({
      [`${name}-day`]: date,
      [`${name}-month`]: month,
      [`${name}-year`]: year,
    });
    const fields = { absent: staff.mo.staffId, covering: staff.jo.staffId, ...typed('from'), ...typed('to') };
    return { who: mo, path: '/work/cover', fields };
  },
  'cover is ended': async (cast) => {
    const { who, path, fields } = await make(cast, 'cover is set');
    await who.post(path, fields);
    const { text } = await who.get(path);
    return { who, path: findForm(text, /\/work\/cover\/[\da-f-]+\/end/), fields: {} };
  },
  'a note is written': async (cast) => {
    const path = `/cases/${await open(cast)}/notes`;
    const note = readHidden((await cast.hana.get(`${path}/new`)).text, 'note');
    return { who: cast.hana, path, fields: { note, body: 'She counts the miles.' } };
  },
  'a note is corrected': async (cast) => {
    const path = `/cases/${await open(cast)}/notes`;
    const corrects = readHidden((await cast.hana.get(`${path}/new`)).text, 'note');
    await cast.hana.post(path, { note: corrects, body: 'On Monday.' });
    const note = readHidden((await cast.hana.get(`${path}/new?corrects=${corrects}`)).text, 'note');
    return { who: cast.hana, path, fields: { note, corrects, body: 'On Tuesday.' } };
  },
  'a fact is added': async (cast) => {
    const path = `/cases/${await open(cast)}/advice/facts/${placeOfFact(cast, 'dash')}`;
    const seen = readHidden((await cast.hana.get(path)).text, 'seen');
    return { who: cast.hana, path, fields: { seen, a: 'high' } };
  },
  'a step is ticked': async (cast) => {
    const [task] = await listTasks(cast, await open(cast));
    return { who: cast.hana, path: `/tasks/${task}/tick`, fields: {} };
  },
  'a person is added': async (cast) => {
    const path = `/cases/${await open(cast)}/people`;
    const newcomer = readHidden((await cast.hana.get(`${path}/new`)).text, 'newcomer');
    const fields = { newcomer, part: 'survivor', ...somebody(cast), address: 'Flat 4, Example Street' };
    return { who: cast.hana, path, fields };
  },
  'a person is changed': async (cast) => {
    const { who, path, fields } = await make(cast, 'a person is added');
    await who.post(path, fields);
    const page = (await who.get(path)).text;
    const person = /href="(\/cases\/[0-9a-f-]+\/people\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? 'nobody';
    const version = /name="version" value="(\d+)"/.exec((await who.get(person)).text)?.[1] ?? '';
    return { who, path: person, fields: { version, ...somebody(cast), interpreter: 'BSL' } };
  },
  'safe contact is agreed': async (cast) => {
    const path = `/cases/${await open(cast)}/contact`;
    const way = { way: ['text'], 'to-text': '07700 900123', 'when-text': 'before 3pm', 'seen-text': 'no' };
    return { who: cast.hana, path, fields: { seen: '', ...way } };
  },
  'a case is closed': async (cast) => {
    const caseId = await open(cast);
    const settled = (await listTasks(cast, caseId)).map((task) => [`task-${task}`, 'done'] as const);
    const fields = { why: 'She moved away.', ...Object.fromEntries(settled) };
    return { who: cast.hana, path: `/cases/${caseId}/closure`, fields };
  },
  'a case is opened again': async (cast) => {
    const { who, path, fields } = await make(cast, 'a case is closed');
    await who.post(path, fields);
    return { who: cast.mo, path: path.replace(/closure$/, 'reopening'), fields: { why: 'She rang.' } };
  },
  'a case is opened in an emergency': async (cast) => {
    const { scene } = cast.desk;
    const caseId = await open(cast);
    const [row] = await look<{ reference: string }>(
      scene,
      scene.staff.frankie,
      sql`select reference from case_record where case_id = ${caseId}`,
    );
    const why = 'Her sister rang: he is at the door.';
    return { who: cast.nia, path: '/emergency', fields: { reference: row?.reference ?? '', why } };
  },
  'an emergency is ended': async (cast) => {
    const { who, path, fields } = await make(cast, 'a case is opened in an emergency');
    const { to } = await who.post(path, fields);
    const { text } = await who.get(path);
    const ours = text.slice(text.indexOf(`href="${to}"`));
    return { who, path: findForm(ours, /\/emergency\/[\da-f-]+\/end/), fields: {} };
  },
  'an emergency is reviewed': async (cast) => {
    const { who, path, fields } = await make(cast, 'a case is opened in an emergency');
    await who.post(path, fields);
    const { text } = await cast.ines.get('/emergency/reviews');
    const review = /\/emergency\/reviews\/[\da-f-]+/.exec(text)?.[0] ?? '';
    return { who: cast.ines, path: review, fields: { right: 'yes', words: 'The police confirmed it.' } };
  },
};

const findForm = (text: string, address: RegExp): string =>
  new RegExp(`action="([^"]*${address.source})"`).exec(text)?.[1] ?? '/nowhere';

const make = (cast: Cast, name: string): Promise<Filled> => {
  const act = acts[name];
  if (act === undefined) throw new Error(`There is no act “${name}”.`);
  return act(cast);
};

const begin = async ({ mo }: Cast): Promise<string> => (await mo.post('/concerns/new', { start: 'told' })).to;

const record = ({ desk }: Cast): Promise<string> =>
  recordConcern(desk.scene, desk.scene.staff.mo, disclosure);

const open = ({ desk, frankie }: Cast): Promise<string> => openCase(desk, frankie);

/** Somebody like nobody else, so that nobody is found who may be the same. */
function somebody({ desk }: Cast) {
  const number = makeNumber(desk, 1_000_000);
  return { description: 'The woman in flat 4', phone: `07700 ${String(number).padStart(6, '0')}` };
}

const makeNumber = ({ scene }: Desk, below: number): number =>
  Number.parseInt(makeId(scene.clock).slice(-8), 16) % below;

function placeOfFact({ desk }: Cast, fact: string): number {
  const policy = desk.scene.policies.policies.find(({ council }) => council === 'exampleshire');
  return policy?.policy.facts.findIndex(({ id }) => id === fact) ?? -1;
}

async function listTasks({ desk }: Cast, caseId: string): Promise<readonly string[]> {
  const rows = await look<{ id: string }>(
    desk.scene,
    desk.scene.staff.hana,
    sql`select task_id as id from task where case_id = ${caseId} and done_at is null order by task_id`,
  );
  return rows.map(({ id }) => id);
}
