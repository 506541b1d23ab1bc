import assert from 'node:assert/strict';
import { addPerson, type PersonId, preparePerson } from '../../src/people/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { recordConcern } from '../casework/concern.ts';
import { loadFictionalCouncils } from '../fictional-councils.ts';
import type { Site } from './site.ts';
import { makeUuid, type Name, reference, type World } from './world.ts';

/** Words that stand in one record and nowhere else, each in a field of its own. */
export interface Canaries {
  readonly person: string;
  readonly knownAs: string;
  readonly address: string;
  readonly note: string;
  readonly exclusion: string;
  readonly question: string;
  readonly contact: string;
  readonly task: string;
}

/** A concern or a case as the pages make it, with something of everything that hangs on it. */
export interface SitePlace {
  readonly caseId: string;
  readonly reference: string;
  readonly noteId: string;
  readonly taskId: string;
  readonly personId: string;
  /** Erin's. */
  readonly exclusionId: string;
  /** Bea's, which lasts; Ben has ended his. */
  readonly breakId: string;
  readonly canaries: Canaries;
}

const policies = loadFictionalCouncils();
const facts = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };

/**
 * Rita records a concern; Rosa asks her something and puts Tara in its team. Where it is to be a case, Rosa
 * opens it with Leo as its lead, and Erin in its team too. Erin is shut out then, by whoever it is with.
 */
export async function makePlace(
  world: World,
  site: Site,
  stage: 'concern' | 'case',
  canaries: Canaries,
): Promise<SitePlace> {
  const { rita, tara, erin, leo } = world.staff;
  const rooms = { started: world, keys: world.keys, policies, clock: systemClock };
  const caseId = await recordConcern(rooms, rita, facts);
  const personId = await addSurvivor(world, caseId, canaries);
  const post = async (by: Name, path: string, fields: Record<string, string | string[]>) => {
    const sent = await (await site.visitor(by)).post(`/cases/${caseId}${path}`, fields);
    assert.equal(sent.status, 303, `${by} ${path}: ${sent.body}`);
  };
  await post('rosa', '/receiving/question', { question: canaries.question });
  if (stage === 'case')
    await post('rosa', '/receiving/acceptance', {
      lead: leo.staffId,
      team: [tara.staffId, erin.staffId],
    });
  else await post('rosa', '/team', { member: tara.staffId });
  const holder = stage === 'case' ? 'leo' : 'rita';
  const noteId = makeUuid();
  await post(holder, '/notes', { note: noteId, body: canaries.note });
  await post(holder, '/contact', { words: canaries.contact });
  await post(holder, '/exclusions', { shut: erin.staffId, why: canaries.exclusion });
  const rest = await readRest(world, caseId, canaries);
  const breakId = await breakGlasses(world, site, { caseId, reference: rest.reference });
  return { caseId, noteId, personId, canaries, breakId, ...rest };
}

/** Bea and Ben open it in an emergency, and Ben ends it again. */
async function breakGlasses(
  { administrator }: World,
  site: Site,
  { caseId, reference: known }: Pick<SitePlace, 'caseId' | 'reference'>,
): Promise<string> {
  const breaks: string[] = [];
  for (const name of ['bea', 'ben'] as const) {
    const why = 'Nobody of the team answers, and it cannot wait.';
    const opened = await (await site.visitor(name)).post('/emergency', { reference: known, why });
    assert.equal(opened.to, `/cases/${caseId}`, opened.body);
    const { rows } = await administrator.query<{ id: string }>(
      'select break_glass_id as id from rowan.break_glass where case_id = $1 order by broken_at desc limit 1',
      [caseId],
    );
    breaks.push(rows[0]?.id ?? '');
  }
  const [breakId = '', ended = ''] = breaks;
  assert.equal((await (await site.visitor('ben')).post(`/emergency/${ended}/end`)).status, 303);
  return breakId;
}

/** @param mark small letters that no other place has */
export function nameCanaries(mark: string, firstName = 'Somebody'): Canaries {
  const plant = (field: string) => `kanarie-${field}-${mark}`;
  return {
    person: `${firstName} Zyskowandrel${mark}`,
    knownAs: plant('other-name'),
    address: plant('address'),
    note: plant('note'),
    exclusion: plant('exclusion'),
    question: plant('question'),
    contact: plant('contact'),
    task: plant('task'),
  };
}

async function addSurvivor({ keys, database, staff }: World, caseId: string, canaries: Canaries) {
  const { rita } = staff;
  const { person: fullName, knownAs, address } = canaries;
  const personId = makeUuid() as PersonId;
  const words = { fullName, knownAs, address };
  const ready = await preparePerson(keys, rita, { personId, kind: 'survivor', words });
  const where = { caseId, part: 'survivor', at: systemClock.now(), reference } as const;
  await database.actAs(
    rita.staffId,
    async () => {},
    (tx) => addPerson(tx, rita, ready, where),
  );
  return personId;
}

/** One of its tasks is Rita's own, another nobody's; both are in words of their own. */
async function readRest({ administrator, staff }: World, caseId: string, canaries: Canaries) {
  const { rows: cases } = await administrator.query<{ reference: string }>(
    'select reference from rowan.case_record where case_id = $1',
    [caseId],
  );
  const { rows: tasks } = await administrator.query<{ id: string }>(
    'select task_id as id from rowan.task where case_id = $1 order by task_id',
    [caseId],
  );
  const [first, second] = tasks.map(({ id }) => id);
  assert.ok(cases[0] && first && second, 'the facts ask for two tasks');
  const planted = `update rowan.task set label = label || ' ' || $1 where case_id = $2`;
  await administrator.query(planted, [canaries.task, caseId]);
  await administrator.query('update rowan.task set owner_id = $1 where task_id = $2', [
    staff.rita.staffId,
    second,
  ]);
  const { rows: exclusions } = await administrator.query<{ id: string }>(
    'select exclusion_id as id from rowan.exclusion where case_id = $1',
    [caseId],
  );
  return { reference: cases[0].reference, taskId: first, exclusionId: exclusions[0]?.id ?? '' };
}
