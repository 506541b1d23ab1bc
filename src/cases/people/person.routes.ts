import { handsOf } from '../../access/index.ts';
import {
  callPerson,
  listCandidates,
  type PersonId,
  readPeopleOfCase,
  readPerson,
  typePerson,
} from '../../people/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { type FieldError, first, type PageContent, page, type Typed } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readFields,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { act, type CaseNeeds, caseAccess, type Found, readHead, view } from '../case.actions.ts';
import { readId } from '../case.forms.ts';
import { describeKnown, partNames } from './describe-person.ts';
import { joinPerson, rewritePerson } from './person.actions.ts';
import * as personPage from './person.page.ts';

const _opening = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;
const adding = { action: 'add-person', concern: 'concern.shown', case: 'case.shown' } as const;

/** Adding a person to a case, and changing what is known of one. */
export function personRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/people/new',
      access: caseAccess,
      audit: 'case.shown',
      handler: async (request) =>
        show(needs, await view(needs, request, adding, (tx, found) => drawNew(tx, needs, found))),
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
      handler: async (request) =>
        show(needs, await view(needs, request, adding, (tx, found) => drawKnown(tx, needs, found, request))),
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

function show({ frame }: CaseNeeds, content: PageContent | null | undefined): Answer {
  return content ? page({ ...frame, ...content }) : notFound;
}

type Sent = Partial<Pick<personPage.PersonModel, 'typed' | 'errors' | 'candidates' | 'stale' | 'personId'>>;

async function drawNew(tx: ActTx, needs: CaseNeeds, found: Found, sent: Sent = {}): Promise<PageContent> {
  return personPage.html(
    personPage.model({
      head: await readHead(tx, needs, found, 'people'),
      known: null,
      action: `/cases/${found.row.caseId}/people`,
      personId: makeId<'person'>(needs.clock),
      typed: {},
      errors: [],
      candidates: [],
      stale: null,
      ...sent,
    }),
  );
}

type Outcome = { readonly to: `/${string}` } | { readonly again: PageContent; readonly status: number };

function answer({ frame }: CaseNeeds, outcome: Outcome | null | undefined): Answer {
  if (!outcome) return notFound;
  if ('to' in outcome) return redirect(outcome.to);
  return answerPage(page({ ...frame, ...outcome.again }), outcome.status);
}

async function takeNew(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  const personId = readId(request.body, 'newcomer') as PersonId | undefined;
  if (personId === undefined) return notFound;
  const outcome = await act(needs, request, 'add-person', async (tx, found): Promise<Outcome> => {
    const { row, viewer } = found;
    const people = await readPeopleOfCase(tx, needs.keys, row.caseId, { withAddress: false });
    const present = people.map((person) => person.personId);
    const { read, part, errors } = judgeNew(typed, needs, people);
    const again = async (sent: Sent, status: number) => ({
      again: await drawNew(tx, needs, found, { typed, personId, ...sent }),
      status,
    });
    if (present.includes(personId)) return { to: `/cases/${row.caseId}/people` };
    if (errors.length > 0 || !read.ok || read.words === undefined || part === undefined)
      return again({ errors }, 422);
    const candidates = await listCandidates(tx, needs.keys, viewer, read.words);
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
  return answer(needs, outcome);
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

async function drawKnown(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  request: RouteRequest,
  sent: Sent = {},
): Promise<PageContent | null> {
  const person = await findPerson(tx, needs, found, request);
  if (person === undefined) return null;
  const { caseId } = found.row;
  return personPage.html(
    personPage.model({
      head: await readHead(tx, needs, found, 'people'),
      known: { name: callPerson(person), version: person.version },
      action: `/cases/${caseId}/people/${person.personId}`,
      personId: person.personId,
      typed: typePerson(person),
      errors: [],
      candidates: [],
      stale: null,
      ...sent,
    }),
  );
}

async function findPerson(tx: ActTx, { keys }: CaseNeeds, { row }: Found, { params }: RouteRequest) {
  const people = await readPeopleOfCase(tx, keys, row.caseId, { withAddress: false });
  return people.find(({ personId }) => personId === readId(params, 'personId'));
}

async function takeChange(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readFields(request.body) ?? {};
  const outcome = await act(needs, request, 'add-person', async (tx, found): Promise<Outcome | null> => {
    const { caseId } = found.row;
    const person = await findPerson(tx, needs, found, request);
    if (person === undefined) return null;
    const again = async (sent: Sent, status: number): Promise<Outcome | null> => {
      const drawn = await drawKnown(tx, needs, found, request, { typed, ...sent });
      return drawn && { again: drawn, status };
    };
    const read = readPerson(typed, readLondonTime(needs.clock.now()).day);
    if (!read.ok) return again({ errors: read.errors }, 422);
    const { personId, kind } = person;
    const changed = { personId, kind, words: read.words ?? {}, version: Number(first(typed, 'version')) };
    if (await rewritePerson(tx, caseId, changed, handsOf(needs, request)))
      return { to: `/cases/${caseId}/people` };
    return again({ stale: describeKnown(person) }, 409);
  });
  return answer(needs, outcome);
}
