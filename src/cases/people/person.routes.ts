import { decide, handsOf } from '../../access/index.ts';
import { lookForPeople } from '../../oversight/index.ts';
import {
  callPerson,
  type Person,
  type PersonId,
  readPeopleOfCase,
  readPerson,
  typePerson,
} from '../../people/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { type FieldError, first, type PageContent, type Typed } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readFields,
  readId,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { showPage, type Taken, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { goOnKeeping, openForm } from '../keeping/keeping.actions.ts';
import { describeKnown, partNames } from './describe-person.ts';
import { joinPerson, rewritePerson, standsSo } from './person.actions.ts';
import * as personPage from './person.page.ts';

const adding = { action: 'add-person', concern: 'concern.shown', case: 'case.shown' } as const;

/** Adding a person to a case, and changing what is known of one. */
export function personRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/people/new',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, adding, (tx, found) => openNew(tx, needs, found)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/people',
      access: caseAccess,
      audit: 'person.created',
      handler: (request) => takeNew(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/people/:personId',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) =>
        showPage(needs, request, adding, (tx, found) => openKnown(tx, needs, found, request)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/people/:personId',
      access: caseAccess,
      audit: 'person.changed',
      handler: (request) => takeChange(needs, request),
    }),
  ];
}

type Sent = Pick<personPage.PersonModel, 'keeping' | 'typed'> &
  Partial<Pick<personPage.PersonModel, 'errors' | 'candidates' | 'stale'>>;

const newPlace = '/people/new';

async function openNew(tx: ActTx, needs: CaseNeeds, found: Found): Promise<PageContent> {
  const { keeping, body } = await openForm(tx, needs, found, newPlace);
  const personId = readId(body, 'newcomer') ?? makeId<'person'>(needs.clock);
  return drawNew(tx, needs, found, personId, { keeping, typed: readFields(body) ?? {} });
}

async function drawNew(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  personId: string,
  sent: Sent,
): Promise<PageContent> {
  return personPage.html(
    personPage.model({
      head: await readHead(tx, needs, found, 'people'),
      known: null,
      action: `/cases/${found.row.caseId}/people`,
      personId,
      errors: [],
      candidates: [],
      stale: null,
      ...sent,
    }),
  );
}

function takeNew(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  const personId = readId(request.body, 'newcomer') as PersonId | undefined;
  if (personId === undefined) return Promise.resolve(notFound);
  return takeForm(needs, request, 'add-person', async (tx, found): Promise<Taken> => {
    const { row } = found;
    const people = await readPeopleOfCase(tx, needs.keys, row.caseId, { withAddress: false });
    const present = people.map((person) => person.personId);
    const { read, part, errors } = judgeNew(typed, needs, people);
    const keeping = goOnKeeping(needs, found, newPlace, request);
    const again = async (sent: Partial<Sent>, status: 200 | 422): Promise<Taken> => ({
      again: await drawNew(tx, needs, found, personId, { keeping, typed, ...sent }),
      status,
    });
    if (present.includes(personId)) return { to: `/cases/${row.caseId}/people` };
    if (errors.length > 0 || !read.ok || read.words === undefined || part === undefined)
      return again({ errors }, 422);
    const person = read.words;
    const why = first(typed, 'why-search');
    const looked = await lookForPeople(tx, needs, { person, why }, handsOf(needs, request));
    const { candidates } = looked;
    if (looked.errors.length > 0) return again(looked, 422);
    const same = candidates.find((candidate) => candidate.personId === read.same)?.personId;
    // Whoever may be the same is looked at before anybody is made anew.
    if (candidates.length > 0 && same === undefined && first(typed, 'same') !== 'nobody')
      return again({ candidates }, 200);
    const { words } = read;
    const joining = {
      caseId: row.caseId,
      part,
      words,
      personId,
      same: same as PersonId | undefined,
      present,
    };
    await joinPerson(tx, joining, handsOf(needs, request));
    return { to: `/cases/${row.caseId}/people` };
  });
}

/** What is wrong with somebody who is to be added. */
function judgeNew(
  typed: Typed,
  { clock }: CaseNeeds,
  people: readonly { readonly part: keyof typeof partNames }[],
) {
  const read = readPerson(typed, readLondonTime(clock.now()).day);
  const chosen = first(typed, 'part');
  const part = (Object.keys(partNames) as (keyof typeof partNames)[]).find((each) => each === chosen);
  const errors: FieldError[] = read.ok ? [] : [...read.errors];
  if (part === undefined) errors.unshift({ field: 'part', text: 'Choose who they are here' });
  if (part === 'survivor' && people.some((person) => person.part === 'survivor'))
    errors.unshift({
      field: 'part',
      text: 'Somebody stands here as that already. Change what is known of them, or record another concern',
    });
  if (read.ok && read.words === undefined)
    errors.push({ field: 'name', text: 'Write a little of what you know of them' });
  return { read, part, errors };
}

async function openKnown(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  request: RouteRequest,
): Promise<PageContent | undefined> {
  const person = await findPerson(tx, needs, found, request);
  if (person === undefined) return undefined;
  const { keeping, body } = await openForm(tx, needs, found, placeOf(person));
  const typed = (body === undefined ? undefined : readFields(body)) ?? typePerson(person);
  return drawKnown(tx, needs, found, person, { keeping, typed });
}

const placeOf = ({ personId }: Person) => `/people/${personId}`;

async function drawKnown(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  person: Person,
  sent: Sent,
): Promise<PageContent> {
  // What a colleague saved meanwhile is seen before it is written over.
  const version = sent.stale ? undefined : first(sent.typed, 'version');
  return personPage.html(
    personPage.model({
      head: await readHead(tx, needs, found, 'people'),
      known: { name: callPerson(person), version: Number(version || person.version) },
      action: `/cases/${found.row.caseId}${placeOf(person)}`,
      personId: person.personId,
      errors: [],
      candidates: [],
      stale: null,
      ...sent,
    }),
  );
}

/** Of a form that is not ours: none that was ever saved. */
function readVersion(typed: string): number {
  return /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0;
}

async function findPerson(tx: ActTx, { keys }: CaseNeeds, { row }: Found, { params }: RouteRequest) {
  const people = await readPeopleOfCase(tx, keys, row.caseId, { withAddress: false });
  return people.find(({ personId, isHidden }) => !isHidden && personId === readId(params, 'personId'));
}

function takeChange(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  return takeForm(needs, request, 'add-person', async (tx, found): Promise<Taken | undefined> => {
    const { caseId } = found.row;
    const person = await findPerson(tx, needs, found, request);
    if (person === undefined) return undefined;
    const keeping = goOnKeeping(needs, found, placeOf(person), request);
    const again = (sent: Partial<Sent>) => drawKnown(tx, needs, found, person, { keeping, typed, ...sent });
    const read = readPerson(typed, readLondonTime(needs.clock.now()).day);
    if (!read.ok) return { again: await again({ errors: read.errors }), status: 422 };
    const { personId, kind } = person;
    const changed = {
      personId,
      kind,
      words: read.words ?? {},
      version: readVersion(first(typed, 'version')),
      forgetsAddress: first(typed, 'forget-address') === 'yes',
    };
    const hands = handsOf(needs, request);
    const mayReadAddress = decide('read-address', found.standing).allowed;
    const isKept =
      (await rewritePerson(tx, caseId, changed, hands)) ||
      (await standsSo(tx, caseId, changed, { ...hands, mayReadAddress }));
    if (isKept) return { to: `/cases/${caseId}/people` };
    return { again: await again({ stale: describeKnown(person) }), status: 409 };
  });
}
