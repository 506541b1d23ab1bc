import { z } from 'zod';
import { handsOf } from '../../access/index.ts';
import { closeKeptForm, keepForm } from '../../drafts/index.ts';
import {
  type Answer,
  answerData,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { sayTime } from '../../platform/say-time.ts';
import { act, type CaseNeeds, caseAccess } from '../case.actions.ts';
import { sentBody } from './keeping.actions.ts';

/** Keeping what is typed in a form of a case, and throwing it away. Nothing of it is judged. */
export function keepingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/kept',
      access: caseAccess,
      audit: 'draft.saved',
      handler: (request) => keep(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/kept/:draft/removal',
      access: caseAccess,
      audit: 'draft.closed',
      handler: (request) => throwAway(needs, request),
    }),
  ];
}

const aForm = z.object({
  draft: z.uuid(),
  place: z
    .string()
    .max(100)
    .regex(/^\/(?:notes\/new(?:\?corrects=[0-9a-f-]{36})?|contact|closure|people\/(?:new|[0-9a-f-]{36}))$/),
});

async function keep(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const body = sentBody.safeParse(request.body);
  const form = aForm.safeParse(request.body);
  if (!body.success || !form.success) return notFound;
  const { draft: draftId, place } = form.data;
  const kept = await act(needs, request, 'open', async (tx, { row: { caseId } }) => {
    const typed = { draftId, caseId, place, body: JSON.stringify(body.data) };
    return { at: await keepForm(tx, typed, handsOf(needs, request)) };
  });
  if (kept === undefined) return notFound;
  return kept.at === undefined
    ? answerData({ problem: 'gone' }, 410)
    : answerData({ saved: sayTime(kept.at) });
}

async function throwAway(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const draftId = readId(request.params, 'draft');
  const form = aForm.pick({ place: true }).safeParse(request.body);
  if (draftId === undefined || !form.success) return notFound;
  const { reference } = request;
  const thrown = await act(needs, request, 'open', async (tx, { row: { caseId } }) => ({
    to: `/cases/${caseId}${form.data.place}` as const,
    isClosed: await closeKeptForm(tx, draftId, { caseId, reference }),
  }));
  if (thrown === undefined) return notFound;
  if (thrown.isClosed) await needs.keys.destroyKey('draft', draftId);
  return redirect(thrown.to);
}
