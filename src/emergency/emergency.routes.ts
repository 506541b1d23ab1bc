import { handsOf, viewerOf, withRole } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import { page } from '../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import { breakGlass, endBreak } from './emergency.actions.ts';
import { type ReadEmergency, readEmergency } from './emergency.forms.ts';
import type { EmergencyNeeds } from './emergency.needs.ts';
import * as emergencyPage from './emergency.page.ts';
import { type LiveBreak, readLiveBreaks } from './emergency.store.ts';
import { reviewRoutes } from './reviewing/review.routes.ts';

const access = withRole('break-glass', 'an administrator gave them the right; an exclusion still holds');

/** Opening a case in an emergency, and ending it; and the reviews. */
export function emergencyRoutes(needs: EmergencyNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/emergency',
      access,
      audit: 'emergencies.listed',
      handler: (request) => showEmergency(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/emergency',
      access,
      audit: 'glass.broken',
      stepUp: true,
      handler: (request) => takeEmergency(needs, request, readEmergency(request.body)),
    }),
    defineRoute({
      method: 'POST',
      path: '/emergency/:breakId/end',
      access,
      audit: 'glass.ended',
      handler: async (request) => {
        const breakId = readId(request.params, 'breakId');
        if (breakId === undefined) return notFound;
        const hands = handsOf(needs, request);
        const isEnded = await needs.database.actAs(
          hands.viewer.staffId,
          async () => {},
          (tx) => endBreak(tx, breakId, hands),
        );
        return isEnded ? redirect('/emergency') : notFound;
      },
    }),
    ...reviewRoutes(needs),
  ];
}

async function takeEmergency(
  needs: EmergencyNeeds,
  request: RouteRequest,
  read: ReadEmergency,
): Promise<Answer> {
  if (!read.ok) return showEmergency(needs, request, read);
  const found = await breakGlass(needs.database, read.emergency, handsOf(needs, request));
  const [only, ...more] = found;
  if (only !== undefined) return redirect(more.length === 0 ? `/cases/${only}` : '/emergency');
  const text = 'No case was found by this. Your reason has been recorded';
  return showEmergency(needs, request, { typed: read.typed, errors: [{ field: 'reference', text }] });
}

async function showEmergency(
  needs: EmergencyNeeds,
  request: RouteRequest,
  sent?: Pick<emergencyPage.EmergencyModel, 'typed' | 'errors'>,
): Promise<Answer> {
  const { reference: requested } = request;
  const record = (tx: ActTx, rows: readonly LiveBreak[]) => {
    const casesShown = rows.map(({ caseId }) => caseId);
    return recordEvent(tx, { verb: 'emergencies.listed', casesShown, reference: requested });
  };
  const live = await needs.database.actAs(viewerOf(request).staffId, record, readLiveBreaks);
  const shown = live.map(({ breakId, caseId, reference, endsAt }) => ({
    breakId,
    href: `/cases/${caseId}`,
    reference,
    until: sayMoment(endsAt),
  }));
  const drawn = page({ ...needs.frame, ...emergencyPage.html(emergencyPage.model(shown, sent)) });
  return answerForm(drawn, sent !== undefined);
}
