import { viewerOf } from '../../access/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { act, type CaseNeeds, caseAccess, view } from '../case.actions.ts';
import { readId } from '../case.forms.ts';
import { addFact, findPolicy } from './case-advice.actions.ts';
import * as advicePage from './case-advice.page.ts';
import { readAdvices, readKnown } from './case-advice.store.ts';
import { readAnswer, readPlace } from './fact.forms.ts';
import * as factPage from './fact.page.ts';
import { describeAdvice, describeFact, findFact, labelValue } from './read-advice.ts';

const seeing = { action: 'add-fact', concern: 'concern.shown', case: 'case.shown' } as const;

/** What was advised and is advised, and the facts behind it. */
export function caseAdviceRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/advice',
      access: caseAccess,
      audit: 'case.shown',
      handler: async (request) => {
        const shown = await view(needs, request, seeing, (tx, found) => describeAdvice(tx, needs, found));
        return shown === undefined ? notFound : page({ ...needs.frame, ...advicePage.html(shown) });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/advice',
      access: caseAccess,
      audit: 'advice.given',
      handler: (request) => renew(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/advice/facts/:place',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showFact(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/advice/facts/:place',
      access: caseAccess,
      audit: 'facts.added',
      handler: (request) => takeFact(needs, request),
    }),
  ];
}

const handsOf = ({ policies, clock }: CaseNeeds, request: RouteRequest) => ({
  viewer: viewerOf(request),
  policies,
  clock,
  reference: request.reference,
});

/** Under a new version of the policy, with the facts as they are. */
async function renew(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const done = await act(needs, request, 'add-fact', async (tx, { row }) => {
    const seen = readId(request.body, 'seen') ?? '';
    await addFact(tx, row, { said: null, seen }, handsOf(needs, request));
    return row.caseId;
  });
  return done === undefined ? notFound : redirect(`/cases/${done}/advice`);
}

async function showFact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const place = readPlace(request.params);
  const shown = await view(needs, request, seeing, async (tx, { row, viewer }) => {
    const { policy } = findPolicy({ ...needs, viewer });
    const fact = findFact(policy, place);
    if (fact === undefined) return null;
    const [newest] = await readAdvices(tx, row.caseId, 1);
    const { facts: known } = await readKnown(tx, row.caseId);
    return describeFact({ row, policy, fact, known, newest, typed: null, error: null, stale: null });
  });
  return shown ? page({ ...needs.frame, ...factPage.html(shown) }) : notFound;
}

async function takeFact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const place = readPlace(request.params);
  const done = await act(needs, request, 'add-fact', async (tx, { row, viewer }) => {
    const { policy } = findPolicy({ ...needs, viewer });
    const fact = findFact(policy, place);
    if (fact === undefined) return undefined;
    const read = readAnswer(fact, request.body);
    const [newest] = await readAdvices(tx, row.caseId, 1);
    const { facts: known } = await readKnown(tx, row.caseId);
    const drawing = { row, policy, fact, known };
    if (!read.ok) {
      const { error, typed } = read;
      return { again: describeFact({ ...drawing, newest, typed, error, stale: null }), status: 422 };
    }
    const said = { fact: fact.id, value: read.value };
    const seen = readId(request.body, 'seen') ?? '';
    const added = await addFact(tx, row, { said, seen }, handsOf(needs, request));
    if (added.kind === 'added') return { to: `/cases/${row.caseId}/advice` } as const;
    const stale = {
      theirs: labelValue(fact, known[fact.id]),
      yours: labelValue(fact, read.value ?? undefined),
    };
    const typed = read.typed;
    return {
      again: describeFact({ ...drawing, newest: added.newest, typed, error: null, stale }),
      status: 409,
    };
  });
  if (done === undefined) return notFound;
  if ('to' in done) return redirect(done.to);
  return answerPage(page({ ...needs.frame, ...factPage.html(done.again) }), done.status);
}
