import type { Action } from './matrix.ts';
import type { SitePlace } from './places.ts';
import type { Fields, Sent, Visitor } from './site.ts';
import { at, get, post, readSeen, type Visit } from './visit.ts';
import { visitsOfWords } from './visits-of-words.ts';
import { makeUuid, type Name, type World } from './world.ts';

/** Every list on which a case may stand, as one. */
async function openLists(visitor: Visitor): Promise<Sent> {
  const pages = [];
  for (const path of ['/', '/work', '/work/team', '/work/unclaimed', '/emergency'])
    pages.push(await visitor.get(path));
  const [first] = pages;
  return { ...(first as Sent), body: pages.map(({ body }) => body).join('') };
}

const counted = 'one less is told when it is done';

/** Lists and the case itself tell how many tasks there are: whether the one of this place is among them. */
const countTasks =
  ({ administrator }: World) =>
  async (visitor: Visitor, place: SitePlace): Promise<Sent> => {
    const before = await readCounts(visitor, place);
    await administrator.query('update rowan.task set done_at = now() where task_id = $1', [place.taskId]);
    const after = await readCounts(visitor, place);
    return { ...after.sent, body: after.total < before.total ? counted : '' };
  };

async function readCounts(visitor: Visitor, place: SitePlace) {
  const sent = await visitor.get('/work');
  const pages = [sent.body];
  for (const path of ['/work/team', '/work/unclaimed', at('')(place)])
    pages.push((await visitor.get(path)).body);
  const told = [...pages.join('').matchAll(/\((\d+) tasks?\)/g)].map(([, count]) => Number(count));
  return { sent, total: told.reduce((sum, count) => sum + count, 0) };
}

const correct = (corrects: string, seen = ''): Fields => ({
  note: makeUuid(),
  corrects,
  seen,
  body: 'Seen today, at ten.',
});

async function correctNote(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const form = await visitor.get(`${at('/notes/new')(place)}?corrects=${place.noteId}`);
  return visitor.post(at('/notes')(place), correct(place.noteId, readSeen(form)));
}

/** A note of one's own, and then the correction of it. */
async function correctOwn(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const own = makeUuid();
  await visitor.post(at('/notes')(place), { note: own, body: 'Seen today.' });
  return visitor.post(at('/notes')(place), correct(own));
}

/** Who looked, on the page of those who answer for the case, or on that of information governance. */
async function readAudit(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const own = await visitor.get(at('/audit')(place));
  return own.status === 404 ? visitor.get(`/oversight${at('')(place)}`) : own;
}

/** Every task of the case counts as done. */
async function closeCase(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const form = await visitor.get(at('/closure')(place));
  const tasks = new Set([...form.body.matchAll(/name="(task-[\w-]+)"/g)].map(([, name = '']) => name));
  const settled = Object.fromEntries([...tasks].map((name) => [name, 'done']));
  return visitor.post(at('/closure')(place), { why: 'She is safe.', ...settled });
}

const openAgain = (visitor: Visitor, place: SitePlace) =>
  visitor.post(at('/reopening')(place), { why: 'She rang.' });

/** Another answer to a question than the one that is known. */
async function addFact(visitor: Visitor, place: SitePlace): Promise<Sent> {
  const path = at('/advice/facts/1')(place);
  const form = await visitor.get(path);
  const radios = [...form.body.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([radio]) => radio);
  const other = radios.find((radio) => !/\schecked/.test(radio));
  const a = /value="([^"]*)"/.exec(other ?? '')?.[1] ?? '';
  return visitor.post(path, { a, seen: readSeen(form) });
}

/** The first task of the place, open, and owned by somebody of its council or by nobody. */
const openTask =
  (owner: (world: World, who: Name) => string | null) => (world: World, place: SitePlace, who: Name) =>
    world.administrator.query(
      `update rowan.task as t set done_at = null, owner_id = (
         select staff_id from rowan.staff where staff_id = $1 and organisation_id = t.organisation_id
       ) where task_id = $2`,
      [owner(world, who), place.taskId],
    );

const openOwnTask = openTask(({ staff }, who) => staff[who].staffId);

const tick = post(
  ({ taskId }) => `/tasks/${taskId}/completion`,
  () => ({}),
);

const liftExclusion = post(
  (place) => at(`/exclusions/${place.exclusionId}/lifting`)(place),
  () => ({}),
);

/** Erin is shut out, and Noor is not. */
const shutErinOut = ({ administrator }: World, { exclusionId }: SitePlace) =>
  administrator.query(
    'update rowan.exclusion set lifted_at = null, lifted_by = null where exclusion_id = $1',
    [exclusionId],
  );
const letNoorIn = ({ administrator, staff }: World, { caseId }: SitePlace) =>
  administrator.query(
    'update rowan.exclusion set lifted_at = now(), lifted_by = set_by where case_id = $1 and staff_id = $2',
    [caseId, staff.noor.staffId],
  );

/** Leo leads what he led before; a concern has no lead. */
const leadAgain = ({ administrator, staff }: World, { caseId }: SitePlace) =>
  administrator.query(
    `insert into rowan.case_lead (case_id, staff_id, from_at, set_by)
     select l.case_id, $2, now(), $2 from rowan.case_lead as l
     where l.case_id = $1 and l.staff_id <> $2 order by l.case_lead_id desc limit 1`,
    [caseId, staff.leo.staffId],
  );

const leaveNoorOut = ({ administrator, staff }: World, { caseId }: SitePlace) =>
  administrator.query('update rowan.case_team set removed_at = now() where case_id = $1 and staff_id = $2', [
    caseId,
    staff.noor.staffId,
  ]);

const describeNeighbour = (): Fields => ({
  ...{ newcomer: makeUuid(), part: 'other', same: 'nobody' },
  description: 'the neighbour with the dog',
});

const takeOut = post(
  (place) => at(`/people/${place.personId}/removal`)(place),
  () => ({}),
);
const putBack = ({ administrator }: World, { caseId, personId }: SitePlace) =>
  administrator.query(
    'update rowan.case_person set removed_at = null, removed_by = null where case_id = $1 and person_id = $2',
    [caseId, personId],
  );

/** How each action of the matrix is done. */
export function listVisits(world: World): Readonly<Record<Action, Visit>> {
  const { staff } = world;
  return {
    list: {
      go: openLists,
      within: 'list',
      shows: ({ reference }) => reference,
      prepare: openTask(() => null),
    },
    count: { go: countTasks(world), within: 'list', shows: () => counted, prepare: openOwnTask },
    open: { go: get(at('')) },
    'read-note': { go: get(at('/notes')), within: 'add-note', shows: ({ canaries }) => canaries.note },
    'read-address': { go: post(at('/address'), () => ({})), shows: ({ canaries }) => canaries.address },
    print: { go: get(at('/paper')) },
    'add-note': { go: post(at('/notes'), () => ({ note: makeUuid(), body: 'Seen today.' })) },
    'correct-note': { go: correctNote },
    'correct-own-note': { go: correctOwn },
    'add-fact': { go: addFact },
    'tick-step': { go: tick, prepare: openTask(() => null) },
    'tick-own-step': { go: tick, prepare: openOwnTask },
    ...visitsOfWords,
    'add-person': { go: post(at('/people'), describeNeighbour) },
    'remove-person': { go: takeOut, prepare: putBack },
    close: { go: closeCase, restore: openAgain },
    reopen: {
      go: openAgain,
      prepare: (_, place, __, lead) => closeCase(lead, place),
      restore: openAgain,
    },
    'pass-on': { go: post(at('/receiving/answer'), () => ({ answer: 'At nine.' })) },
    'take-up': { go: post(at('/receiving/question'), () => ({ question: 'When?' })) },
    // Not to whom it is given already: a form that was sent twice is answered as the first was.
    'open-case': { go: post(at('/receiving/acceptance'), () => ({ lead: staff.tara.staffId })) },
    'assign-lead': {
      go: post(at('/lead'), () => ({ lead: staff.tara.staffId })),
      restore: (_, place, world) => leadAgain(world, place),
    },
    'add-to-team': { go: post(at('/team'), () => ({ member: staff.noor.staffId })), prepare: leaveNoorOut },
    exclude: {
      go: post(at('/exclusions'), () => ({ shut: staff.noor.staffId, why: 'Kin.' })),
      prepare: letNoorIn,
    },
    'lift-exclusion': {
      go: liftExclusion,
      prepare: shutErinOut,
    },
    'read-audit': { go: readAudit },
    'break-glass': {
      go: post(
        () => '/emergency',
        ({ reference }) => ({ reference, why: 'Nobody of the team answers.' }),
      ),
    },
  };
}
