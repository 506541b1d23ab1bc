import { askAccess, decide, handsOf, viewerOf } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import { open } from '../../platform/crypto/index.ts';
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
import { showPage, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import {
  addToTeam,
  assignLead,
  isShutOut,
  letIn,
  placeOfWhy,
  shutOut,
  takeFromTeam,
} from './working.actions.ts';
import * as workingPage from './working.page.ts';
import {
  hasNamed,
  isAloneWith,
  readMayBeAdded,
  readMayJoin,
  readMayLead,
  readWorking,
} from './working.store.ts';

const seeing = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;
/** Where whoever loses sight of a case by what they did goes on. */
const NO_LONGER_THEIRS = '/work';
type Sent = Pick<workingPage.WorkingModel, 'error' | 'why'>;

/** Who leads, who is in the team, and who is shut out. */
export function workingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/working',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, seeing, (tx, found) => draw(tx, needs, found)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/lead',
      access: caseAccess,
      audit: 'lead.assigned',
      handler: (request) => takeLead(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/team',
      access: caseAccess,
      audit: 'team-member.added',
      handler: (request) =>
        change(needs, request, 'add-to-team', async (tx, { row }) => {
          const member = readId(request.body, 'member');
          const isAdded =
            member !== undefined && (await addToTeam(tx, row.caseId, member, handsOf(needs, request)));
          return isAdded ? null : wrong('member', 'Choose a colleague who may see this case');
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/team/:staffId/removal',
      access: caseAccess,
      audit: 'team-member.removed',
      handler: (request) =>
        change(needs, request, 'add-to-team', async (tx, { row }) => {
          const member = readId(request.params, 'staffId');
          if (member !== undefined) await takeFromTeam(tx, row.caseId, member, handsOf(needs, request));
          return null;
        }),
    }),
    ...exclusionRoutes(needs),
  ];
}

async function takeLead(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const lead = readId(request.body, 'lead');
  const came = await change(needs, request, 'assign-lead', async (tx, { row }) => {
    const isNamed = lead !== undefined && (await assignLead(tx, row.caseId, lead, handsOf(needs, request)));
    return isNamed ? null : wrong('lead', 'Choose somebody who may lead this case');
  });
  const caseId = readId(request.params, 'caseId');
  if (came !== notFound || lead === undefined || caseId === undefined) return came;
  // Whoever handed their own case over and did not hear of it sends the form again.
  const isDone = await needs.database.readAs(viewerOf(request).staffId, (tx) => hasNamed(tx, caseId, lead));
  return isDone ? redirect(NO_LONGER_THEIRS) : came;
}

function exclusionRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/exclusions',
      access: caseAccess,
      audit: 'exclusion.set',
      handler: (request) =>
        change(needs, request, 'exclude', (tx, found) => takeExclusion(tx, needs, request, found)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/exclusions/:exclusionId/lifting',
      access: caseAccess,
      audit: 'exclusion.lifted',
      handler: (request) =>
        change(needs, request, 'lift-exclusion', async (tx, { row }) => {
          const id = readId(request.params, 'exclusionId');
          if (id !== undefined) await letIn(tx, row.caseId, id, handsOf(needs, request));
          return null;
        }),
    }),
  ];
}

async function takeExclusion(
  tx: ActTx,
  needs: CaseNeeds,
  request: RouteRequest,
  { row }: Found,
): Promise<Sent | null> {
  const staffId = readId(request.body, 'shut');
  const why = readWords(request.body, 'why', 'Say why they must not see it');
  const typed = why.ok ? why.words : why.typed;
  const hands = handsOf(needs, request);
  const shut = staffId !== undefined && why.ok ? { staffId, why: why.words } : undefined;
  if (shut !== undefined && (await isShutOut(tx, row.caseId, shut, hands))) return null;
  const isThere = staffId !== undefined && (await readMayJoin(tx, row.caseId, [staffId])).length > 0;
  if (!isThere) return wrong('shut', 'Choose a colleague', typed);
  if (!why.ok) return wrong('why', why.error, typed);
  await shutOut(tx, row.caseId, { staffId, why: why.words }, hands);
  return null;
}

const wrong = (field: NonNullable<Sent['error']>['field'], text: string, why = ''): Sent => ({
  error: { field, text },
  why,
});

function change(
  needs: CaseNeeds,
  request: RouteRequest,
  action: 'assign-lead' | 'add-to-team' | 'exclude' | 'lift-exclusion',
  work: (tx: ActTx, found: Found) => Promise<Sent | null>,
): Promise<Answer> {
  return takeForm(needs, request, action, async (tx, found) => {
    const sent = await work(tx, found);
    if (sent === null) {
      const { caseId } = found.row;
      const { decision } = await askAccess(tx, caseId, 'open');
      return { to: decision.allowed ? `/cases/${caseId}/working` : NO_LONGER_THEIRS };
    }
    return { again: await draw(tx, needs, found, sent), status: 422 };
  });
}

async function draw(tx: ViewerTx, needs: CaseNeeds, found: Found, sent?: Sent): Promise<PageContent> {
  return workingPage.html(workingPage.model(await readModel(tx, needs, found), sent));
}

async function readModel(
  tx: ViewerTx,
  needs: CaseNeeds,
  found: Found,
): Promise<Omit<workingPage.WorkingModel, 'error' | 'why'>> {
  const { row, standing, viewer } = found;
  const { team, exclusions } = await readWorking(tx, row.caseId);
  const colleagues = await listColleagues(tx, needs.keys, viewer.organisationId);
  const ids = colleagues.map(({ staffId }) => staffId);
  const choose = (wanted: readonly string[]) =>
    colleagues
      .filter(({ staffId }) => wanted.includes(staffId))
      .map(({ staffId: id, name }) => ({ id, name }));
  const nameOf = (id: string) => colleagues.find(({ staffId }) => staffId === id)?.name ?? 'A colleague';
  const key = exclusions.length > 0 ? await needs.keys.keyFor(row.caseId) : undefined;
  const readWhy = (id: string, why: Buffer) => (key === undefined ? '' : open(key, placeOfWhy(id), why));
  return {
    head: await readHead(tx, needs, found, 'working'),
    team: choose(team.filter((id) => id !== row.leadId)),
    shutOut: exclusions.map(({ exclusionId: id, staffId, setBy, whyCipher }) => ({
      id,
      name: nameOf(staffId),
      says: `${readWhy(id, whyCipher)} Set by ${nameOf(setBy)}.`,
    })),
    mayAssign: decide('assign-lead', standing).allowed,
    mayAdd: decide('add-to-team', standing).allowed,
    mayExclude: decide('exclude', standing).allowed,
    mayLift: decide('lift-exclusion', standing).allowed,
    leads: choose(await readMayLead(tx, row.caseId, ids)),
    colleagues: choose(await readMayBeAdded(tx, row.caseId, ids)),
    stillIn: choose(await readMayJoin(tx, row.caseId, ids)),
    isAlone: await isAloneWith(tx, row.caseId),
  };
}
