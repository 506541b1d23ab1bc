import { viewerOf } from '../../access/index.ts';
import { findPolicyInForce } from '../../councils/index.ts';
import {
  type Answer,
  defineRoute,
  type Route,
  type RouteRequest,
  readId,
} from '../../platform/http/index.ts';
import { showPage, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess } from '../case.actions.ts';
import { addFact } from './case-advice.actions.ts';
import * as advicePage from './case-advice.page.ts';
import { readAdvices, readKnown } from './case-advice.store.ts';
import { readAnswer, readPlace } from './fact.forms.ts';
import * as factPage from './fact.page.ts';
import { describeAdvice, describeFact, findFact, labelValue } from './read-advice.ts';

const seeing = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;
const adding = { ...seeing, action: 'add-fact' } as const;

/** What was advised and is advised, and the facts behind it. */
export function caseAdviceRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/advice',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) =>
        showPage(needs, request, seeing, async (tx, found) =>
          advicePage.html(await describeAdvice(tx, needs, found)),
        ),
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
function renew(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  return takeForm(needs, request, 'add-fact', async (tx, { row }) => {
    const seen = readId(request.body, 'seen') ?? '';
    await addFact(tx, row, { said: null, seen }, handsOf(needs, request));
    return { to: `/cases/${row.caseId}/advice` };
  });
}

function showFact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const place = readPlace(request.params);
  return showPage(needs, request, adding, async (tx, { row, viewer }) => {
    const policy = findPolicyInForce(needs, viewer);
    const fact = findFact(policy, place);
    if (fact === undefined) return undefined;
    const [newest] = await readAdvices(tx, row.caseId, 1);
    const { facts: known } = await readKnown(tx, row.caseId);
    return factPage.html(
      describeFact({ row, policy, fact, known, newest, typed: null, error: null, stale: null }),
    );
  });
}

function takeFact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const place = readPlace(request.params);
  return takeForm(needs, request, 'add-fact', async (tx, { row, viewer }) => {
    const policy = findPolicyInForce(needs, viewer);
    const fact = findFact(policy, place);
    if (fact === undefined) return undefined;
    const read = readAnswer(fact, request.body);
    const [newest] = await readAdvices(tx, row.caseId, 1);
    const { facts: known } = await readKnown(tx, row.caseId);
    const { typed } = read;
    const draw = (more: Pick<Parameters<typeof describeFact>[0], 'newest' | 'error' | 'stale'>) =>
      factPage.html(describeFact({ row, policy, fact, known, typed, ...more }));
    if (!read.ok) return { again: draw({ newest, error: read.error, stale: null }), status: 422 };
    const said = { fact: fact.id, value: read.value };
    const seen = readId(request.body, 'seen') ?? '';
    const added = await addFact(tx, row, { said, seen }, handsOf(needs, request));
    if (added.kind === 'added') return { to: `/cases/${row.caseId}/advice` };
    const stale = {
      theirs: labelValue(fact, known[fact.id]),
      yours: labelValue(fact, read.value ?? undefined),
    };
    return { again: draw({ newest: added.newest, error: null, stale }), status: 409 };
  });
}
