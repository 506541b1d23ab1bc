import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Action, type Actor, actors, type Cell, cells, notBuilt } from './matrix.ts';
import { makePlace, nameCanaries, type SitePlace } from './places.ts';
import { openSite, type Sent, type Site } from './site.ts';
import { given } from './stage.ts';
import type { Visit } from './visit.ts';
import { listVisits } from './visits.ts';
import { makeUuid, type World } from './world.ts';

/**
 * The matrix as a browser meets it: each cell on the page or form of its action, signed in as that person.
 *
 * Not proved here: how long an answer takes (`npm run faults` compares the times), what a page shows beside
 * what the action is about (the canaries do that), and the actions that no page does yet.
 */
describe('the matrix, page by page', () => {
  let site: Site;
  let visits: ReturnType<typeof listVisits>;
  let places: Readonly<Record<Cell['stage'], SitePlace>>;
  let nowhere: SitePlace;

  before(async () => {
    const { world } = given();
    site = await openSite(world);
    visits = listVisits(world);
    places = {
      concern: await makePlace(world, site, 'concern', nameCanaries('asked')),
      case: await makePlace(world, site, 'case', nameCanaries('opened')),
    };
    const ids = {
      caseId: makeUuid(),
      personId: makeUuid(),
      noteId: makeUuid(),
      taskId: makeUuid(),
      exclusionId: makeUuid(),
      breakId: makeUuid(),
      reference: '100000',
    };
    nowhere = { ...places.case, ...ids };
  });

  test('tries every cell, but for what is not built', (context) => {
    const missing = notBuilt.length * Object.keys(actors).length * 2;
    context.diagnostic(
      `${cells.length} cells tried over HTTP; ${missing} of what is not built (${notBuilt.join(', ')})`,
    );
  });

  test('whoever may not is told, to the byte, what they are told of a case that is not there', async () => {
    const denied = cells.filter(({ allowed }) => !allowed);
    const besideOthers = denied.filter(({ action }) => action !== 'count');
    const leaks = await Promise.all(
      (Object.keys(actors) as Actor[]).map(async (actor) =>
        findLeaks(
          besideOthers.filter((cell) => cell.actor === actor),
          await answerEach(actor, nowhere),
        ),
      ),
    );
    // What others do changes how many tasks there are, so nobody else does anything while they are counted.
    leaks.push(await findLeaks(denied.filter(({ action }) => action === 'count')));
    assert.deepEqual(leaks.flat(), []);
  });

  test('an answer that tells that something is there is seen', async () => {
    const { open } = visits;
    const shown = await go({ actor: 'lead' }, open, places.case);
    const empty = await go({ actor: 'none' }, open, nowhere);
    assert.match(findDifference(shown, empty) ?? '', /^200 with \d+ letters, to 0, and of none 404/);
    assert.match(findDifference({ ...empty, body: `${empty.body} ` }, empty) ?? '', /^404/);
    assert.equal(findDifference(empty, empty), undefined);
  });

  test('whoever may is answered, and it is in the audit of the case', async () => {
    const wrong: string[] = [];
    // Opening a concern ends it, and closing ends the tasks of a case, so those come last.
    const last = ({ action }: Cell) => Number(['open-case', 'close', 'reopen'].includes(action));
    for (const cell of cells.filter(({ allowed }) => allowed).sort((a, b) => last(a) - last(b))) {
      const visit = visits[cell.action];
      const place = places[cell.stage];
      const before = await countRecords(given().world, cell, place);
      const sent = await go(cell, visit, place);
      const words = visit.shows?.(place);
      if (!isSuccess(sent)) wrong.push(`${tell(cell)}: ${sent.status} ${sent.to}`);
      else if (words !== undefined && !sent.body.includes(words)) wrong.push(`${tell(cell)}: not shown`);
      else if ((await countRecords(given().world, cell, place)) === before)
        wrong.push(`${tell(cell)}: not recorded`);
    }
    assert.deepEqual(wrong, []);
  });

  test('an administrator begins no recording: once saved, it would be out of their own sight', async () => {
    const { administrator, staff } = given().world;
    const ada = await site.visitor('ada');
    const home = await ada.get('/');
    assert.match(home.body, /It sees no case, so nothing is recorded\nwith it/);
    assert.match(home.body, /call 999/);
    assert.doesNotMatch(home.body, /action="\/concerns\/new/);
    assert.equal((await ada.post('/concerns/new', { start: 'told' })).status, 404);
    const drafts = 'select from rowan.draft where staff_id = any($1)';
    const { rowCount } = await administrator.query(drafts, [[staff.ada.staffId, staff.olga.staffId]]);
    assert.equal(rowCount, 0);
  });

  /** Cells that are denied and answered otherwise than where there is nothing, one after another. */
  async function findLeaks(
    denied: readonly Cell[],
    empty?: ReadonlyMap<Action, Sent>,
  ): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const cell of denied) {
      const visit = visits[cell.action];
      const place = places[cell.stage];
      const sent = await go(cell, visit, place);
      const fault = mayEnter(cell, visit)
        ? findWords(visit, place, sent)
        : findDifference(sent, empty?.get(cell.action));
      if (fault !== undefined) wrong.push(`${tell(cell)}: ${fault}`);
    }
    return wrong;
  }

  async function go({ actor }: Pick<Cell, 'actor'>, visit: Visit, place: SitePlace): Promise<Sent> {
    const { who } = actors[actor];
    const visitor = await site.visitor(who);
    if (who === undefined || place === nowhere) return visit.go(visitor, place);
    const lead = await site.visitor('leo');
    await visit.prepare?.(given().world, place, who, lead);
    const sent = await visit.go(visitor, place);
    await visit.restore?.(lead, place, given().world);
    return sent;
  }

  async function answerEach(actor: Actor, place: SitePlace): Promise<ReadonlyMap<Action, Sent>> {
    const answers = new Map<Action, Sent>();
    for (const [action, visit] of Object.entries(visits))
      answers.set(action as Action, await go({ actor }, visit, place));
    return answers;
  }
});

const isSuccess = ({ status, to }: Sent) => status === 200 || (status === 303 && !to.startsWith('/sign-in'));

/** Whether the page is theirs, though not the words that the action is about. */
function mayEnter({ actor, stage }: Cell, { within, shows }: Visit): boolean {
  if (within === undefined || shows === undefined) return false;
  // A list is everybody's own.
  if (within === 'list') return true;
  return cells.some(
    (other) => other.action === within && other.actor === actor && other.stage === stage && other.allowed,
  );
}

function findWords({ shows }: Visit, place: SitePlace, { body }: Sent): string | undefined {
  const words = shows?.(place) ?? '';
  return body.includes(words) ? `shows “${words}”` : undefined;
}

function findDifference(sent: Sent, empty: Sent | undefined): string | undefined {
  const told = (of: Sent | undefined) => `${of?.status} with ${of?.body.length} letters, to ${of?.to.length}`;
  if (told(sent) !== told(empty)) return `${told(sent)}, and of none ${told(empty)}`;
  return isSuccess(sent) || sent.status >= 500 ? `${sent.status} ${sent.to}` : undefined;
}

const tell = ({ actor, action, stage, allowed }: Cell) =>
  `${actor} ${allowed ? 'may' : 'may not'} ${action} the ${stage}`;

/** How often somebody stands in the audit of a case, in a list of cases too. */
async function countRecords(
  { administrator, staff }: World,
  { actor }: Cell,
  { caseId }: SitePlace,
): Promise<number> {
  const { who } = actors[actor];
  const { rows } = await administrator.query<{ count: string }>(
    `select count(*) from rowan.audit_event
     where staff_id = $1 and (case_id = $2 or $2 = any (cases_shown))`,
    [who && staff[who].staffId, caseId],
  );
  return Number(rows[0]?.count);
}
