import { decide, handsOf, signedIn } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import type { PageContent } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  readWords,
  redirect,
} from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { showPage, takeForm } from '../answer-case.ts';
import { act, type CaseNeeds, type Found, readHead } from '../case.actions.ts';
import { readMayBeAdded, readMayJoin, readMayLead } from '../working/working.store.ts';
import { acceptConcern, answerBack, askBack, handConcernOn, readTalk } from './receiving.actions.ts';
import { readIds } from './receiving.forms.ts';
import * as receivingPage from './receiving.page.ts';
import { readReceivers } from './receiving.store.ts';

const access = signedIn('a relation to the concern decides; for everybody else there is none');
const seeing = { action: 'pass-on', concern: 'concern.shown', case: 'case.shown' } as const;
type Problem = receivingPage.ReceivingModel['error'];

/** Taking a concern up, asking back, answering, handing on. */
export function receivingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/receiving',
      access,
      audit: 'concern.shown',
      handler: (request) => showPage(needs, request, seeing, (tx, found) => draw(tx, needs, found, null)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/receiving/acceptance',
      access,
      audit: 'concern.accepted',
      handler: (request) => takeAcceptance(needs, request),
    }),
    ...talkRoutes(needs),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/receiving/hand-over',
      access,
      audit: 'concern.handed-on',
      handler: (request) =>
        change(needs, request, 'take-up', async (tx, { row }) => {
          const to = readId(request.body, 'to');
          if (to !== undefined && (await handConcernOn(tx, row, to, handsOf(needs, request)))) return null;
          return { field: 'to', text: 'Choose a colleague who may see this', typed: '' };
        }),
    }),
  ];
}

async function takeAcceptance(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const leadId = readId(request.body, 'lead');
  const came = await change(needs, request, 'open-case', async (tx, found) => {
    const team = readIds(request.body, 'team');
    const hands = handsOf(needs, request);
    if (leadId !== undefined && (await acceptConcern(tx, found, { leadId, team }, hands))) return null;
    return { field: 'lead', text: 'Choose somebody who may lead this case', typed: '' };
  });
  if (came !== notFound) return came;
  // Whoever took it up so and did not hear of it sends the form again: they are led to their case.
  const taken = await act(needs, request, 'open', async (_, { row, viewer }) =>
    row.openedBy === viewer.staffId && row.leadId === leadId ? row.caseId : undefined,
  );
  return taken === undefined ? notFound : redirect(`/cases/${taken}`);
}

/** A question to the recorder, and their answer. */
function talkRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/receiving/question',
      access,
      audit: 'concern.asked-back',
      handler: (request) =>
        change(needs, request, 'take-up', async (tx, { row }) => {
          const read = readWords(request.body, 'question', 'Write what you would like to know');
          if (!read.ok) return { field: 'question', text: read.error, typed: read.typed };
          if (await askBack(tx, row, read.words, handsOf(needs, request))) return null;
          const text = 'Whoever recorded this can no longer see it, and cannot answer';
          return { field: 'question', text, typed: read.words };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/receiving/answer',
      access,
      audit: 'concern.answered',
      handler: (request) =>
        change(needs, request, 'pass-on', async (tx, { row }) => {
          const read = readWords(request.body, 'answer', 'Write your answer');
          if (!read.ok) return { field: 'answer', text: read.error, typed: read.typed };
          await answerBack(tx, row, read.words, handsOf(needs, request));
          return null;
        }),
    }),
  ];
}

function change(
  needs: CaseNeeds,
  request: RouteRequest,
  action: 'open-case' | 'take-up' | 'pass-on',
  work: (tx: ActTx, found: Found) => Promise<Problem>,
): Promise<Answer> {
  return takeForm(needs, request, action, async (tx, found) => {
    const problem = await work(tx, found);
    if (problem === null) return { to: `/cases/${found.row.caseId}` };
    return { again: await draw(tx, needs, found, problem), status: 422 };
  });
}

async function draw(tx: ViewerTx, needs: CaseNeeds, found: Found, problem: Problem): Promise<PageContent> {
  return receivingPage.html(receivingPage.model(await readModel(tx, needs, found), problem));
}

const says: Readonly<Record<string, string>> = {
  sent: 'sent it',
  'asked-back': 'asked',
  answered: 'answered',
  'handed-on': 'handed it on',
  climbed: 'told the manager that it waits',
};

async function readModel(
  tx: ViewerTx,
  needs: CaseNeeds,
  found: Found,
): Promise<Omit<receivingPage.ReceivingModel, 'error'>> {
  const { row, standing, viewer } = found;
  const colleagues = await listColleagues(tx, needs.keys, viewer.organisationId);
  const ids = colleagues.map(({ staffId }) => staffId);
  const choose = (wanted: readonly string[]) =>
    colleagues
      .filter(({ staffId }) => wanted.includes(staffId))
      .map(({ staffId: id, name }) => ({ id, name }));
  const nameOf = (id: string | null) =>
    colleagues.find(({ staffId }) => staffId === id)?.name ?? (id === null ? 'Rowan' : 'A colleague');
  const talk = await readTalk(tx, needs.keys, row.caseId);
  const others = (await readMayJoin(tx, row.caseId, ids)).filter((id) => id !== viewer.staffId);
  const receivers = await readReceivers(tx, row.caseId);
  return {
    head: await readHead(tx, needs, found, 'receiving'),
    talk: talk.map(({ kind, by, at, words }) => ({
      says: `${nameOf(by)} ${says[kind] ?? kind}, ${sayMoment(at)}`,
      words,
    })),
    mayOpen: decide('open-case', standing).allowed,
    mayTakeUp: decide('take-up', standing).allowed,
    mayAnswer: row.isAsked && row.recordedBy === viewer.staffId,
    leads: choose(await readMayLead(tx, row.caseId, ids)),
    colleagues: choose(await readMayBeAdded(tx, row.caseId, ids)),
    receivers: choose(others.filter((id) => receivers.includes(id))),
    others: choose(others.filter((id) => !receivers.includes(id))),
  };
}
