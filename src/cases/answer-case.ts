import { type CaseAction, waitsForReopening } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { closeKeptForm } from '../drafts/index.ts';
import { mustSayWhy, pauseBefore } from '../oversight/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import { type PageContent, page } from '../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  notFound,
  type RouteRequest,
  readId,
  redirect,
} from '../platform/http/index.ts';
import { act, type CaseNeeds, type Found, type Viewing, view } from './case.actions.ts';

/** A page of a case. Where it may not be seen, or there is nothing to draw, there is no such page. */
export async function showPage(
  needs: CaseNeeds,
  request: RouteRequest,
  viewing: Viewing,
  draw: (tx: ActTx, found: Found) => Promise<PageContent | undefined>,
): Promise<Answer> {
  const shown = await view(
    needs,
    request,
    viewing,
    async (tx, found) => findClosed(found, viewing.action) ?? (await draw(tx, found)),
  );
  if (shown === undefined) return notFound;
  return 'to' in shown ? redirect(shown.to) : page({ ...needs.frame, ...shown });
}

/** For what a closed case does not take: the page that says why, and opens it again. */
function findClosed({ row }: Found, action: CaseAction): { readonly to: `/${string}` } | undefined {
  return row.isClosed && waitsForReopening(action) ? { to: `/cases/${row.caseId}/closure` } : undefined;
}

/** What came of a form: where one goes on once it is taken; or the form again, which says what is wrong. */
export type Taken =
  | { readonly to: `/${string}` }
  | { readonly again: PageContent; readonly status: 200 | 409 | 422 };

const shownAgain = { concern: 'concern.shown', case: 'case.shown' } as const;

/**
 * Takes a form of a case. What was kept of it while it was typed goes with it. Where it is shown again, that
 * is a viewing like any other: on record, and after many others not before it is said why.
 */
export async function takeForm(
  needs: CaseNeeds,
  request: RouteRequest,
  action: CaseAction,
  take: (tx: ActTx, found: Found) => Promise<Taken | undefined>,
): Promise<Answer> {
  const { reference } = request;
  const draftId = readId(request.body, 'draft');
  const taken = await act(needs, request, action, async (tx, found) => {
    const { caseId } = found.row;
    const closed = findClosed(found, action);
    if (closed !== undefined) return { came: closed, isKeptNoMore: false };
    const came = await take(tx, found);
    if (came === undefined) return undefined;
    if ('again' in came && (await mustSayWhy(tx, needs, { viewer: found.viewer, caseId }))) {
      await recordEvent(tx, { verb: 'reading.paused', caseId, reference });
      return { came: { to: pauseBefore(caseId) }, isKeptNoMore: false };
    }
    if ('again' in came) await recordEvent(tx, { verb: shownAgain[found.standing.stage], caseId, reference });
    const isSent = 'to' in came && draftId !== undefined;
    return { came, isKeptNoMore: isSent && (await closeKeptForm(tx, draftId, { caseId, reference })) };
  });
  if (taken === undefined) return notFound;
  const { came, isKeptNoMore } = taken;
  if (isKeptNoMore && draftId !== undefined) await needs.keys.destroyKey('draft', draftId);
  if ('to' in came) return redirect(came.to);
  return answerPage(page({ ...needs.frame, ...came.again }), came.status);
}
