import { handsOf, signedIn } from '../../access/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import type { OversightNeeds } from '../oversight.needs.ts';
import { explainReading } from './brake.actions.ts';
import * as brakePage from './brake.page.ts';
import { readSentence } from './unusual.forms.ts';

const access = signedIn('everybody says why they read on, and then goes on to what their relation opens');

/** Where the opening of one case too many leads, and from which it goes on. */
export const pauseBefore = (caseId: string) => `/reading/pause/${caseId}` as const;

/** Saying why one opens many cases, before the next one. */
export function brakeRoutes(needs: OversightNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/reading/pause/:caseId',
      access,
      audit: none('it reads no row: whether there is such a case, it does not know'),
      handler: (request) => showPause(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/reading/pause/:caseId',
      access,
      audit: 'reading.explained',
      handler: (request) => goOn(needs, request),
    }),
  ];
}

function showPause(
  { frame }: OversightNeeds,
  request: RouteRequest,
  sent?: Omit<brakePage.BrakeModel, 'action'>,
): Answer {
  const caseId = readId(request.params, 'caseId');
  if (caseId === undefined) return notFound;
  const drawn = page({ ...frame, ...brakePage.html(brakePage.model({ action: pauseBefore(caseId) }, sent)) });
  return answerForm(drawn, sent !== undefined);
}

async function goOn(needs: OversightNeeds, request: RouteRequest): Promise<Answer> {
  const caseId = readId(request.params, 'caseId');
  if (caseId === undefined) return notFound;
  const read = readSentence(request.body);
  if (!read.ok) return showPause(needs, request, { words: read.typed, error: read.error });
  const hands = handsOf(needs, request);
  await needs.database.actAs(
    hands.viewer.staffId,
    async () => {},
    (tx) => explainReading(tx, needs, { caseId, words: read.words }, hands),
  );
  return redirect(`/cases/${caseId}`);
}
