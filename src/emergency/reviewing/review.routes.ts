import { handsOf, viewerOf, withRole } from '../../access/index.ts';
import { type AuditVerb, recordEvent, sayVerb } from '../../audit/index.ts';
import { nameColleagues } from '../../councils/index.ts';
import { commitToWords, type DataKey, open, seal } from '../../platform/crypto/index.ts';
import { type ActTx, takeTurns, type ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { placeOfReason } from '../emergency.actions.ts';
import { type ReadReview, type Review, readReview } from '../emergency.forms.ts';
import type { EmergencyNeeds } from '../emergency.needs.ts';
import * as reviewPage from './review.page.ts';
import { type BreakRow, insertReview, readBreaks, readLooksDuring } from './review.store.ts';
import * as reviewsPage from './reviews.page.ts';

const access = withRole('information-governance', 'it reviews every emergency, and opens no case by it');
const MOST = 100;

/** What information governance reads of emergencies, and says of them. */
export function reviewRoutes(needs: EmergencyNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/emergency/reviews',
      access,
      audit: 'glass-reviews.listed',
      handler: (request) => showReviews(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/emergency/reviews/:breakId',
      access,
      audit: 'glass-review.shown',
      handler: (request) => showReview(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/emergency/reviews/:breakId',
      access,
      audit: 'glass.reviewed',
      handler: async (request) => {
        const read = readReview(request.body);
        if (!read.ok) return showReview(needs, request, read);
        return (await keepReview(needs, request, read.review)) ? redirect('/emergency/reviews') : notFound;
      },
    }),
  ];
}

async function showReviews(needs: EmergencyNeeds, request: RouteRequest): Promise<Answer> {
  const { reference } = request;
  const record = (tx: ActTx, { rows }: { readonly rows: readonly BreakRow[] }) => {
    const casesShown = rows.map(({ caseId }) => caseId);
    return recordEvent(tx, { verb: 'glass-reviews.listed', casesShown, reference });
  };
  const viewer = viewerOf(request);
  const { rows, nameOf } = await needs.database.actAs(viewer.staffId, record, async (tx) => {
    const breaks = await readBreaks(tx, { limit: MOST, breakId: null });
    return { rows: breaks, nameOf: await findNames(tx, needs, request, breaks) };
  });
  const lines = rows.map((row) => ({ row, line: describe(row, nameOf) }));
  return page({
    ...needs.frame,
    ...reviewsPage.html(
      reviewsPage.model({
        waiting: lines.filter(({ row }) => row.reviewedAt === null).map(({ line }) => line),
        reviewed: lines.filter(({ row }) => row.reviewedAt !== null).map(({ line }) => line),
      }),
    ),
  });
}

function describe(row: BreakRow, nameOf: (id: string) => string): reviewsPage.BreakLine {
  const opened = `Opened by ${nameOf(row.staffId)} at ${sayMoment(row.brokenAt)}`;
  return {
    href: `/emergency/reviews/${row.breakId}`,
    reference: row.reference ?? '',
    says: row.reviewedBy === null ? opened : `${opened}. Reviewed by ${nameOf(row.reviewedBy)}`,
    wasRight: row.wasRight,
  };
}

async function showReview(
  needs: EmergencyNeeds,
  request: RouteRequest,
  sent?: Extract<ReadReview, { ok: false }>,
): Promise<Answer> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const shown = await needs.database.actAs(
    viewer.staffId,
    async (tx: ActTx, found: Shown | undefined) => {
      if (found === undefined) return;
      const verb: AuditVerb = 'glass-review.shown';
      await recordEvent(tx, { verb, caseId: found.caseId, actingAs: 'information-governance', reference });
    },
    async (tx) => {
      const row = await findBreak(tx, request);
      return row && { caseId: row.caseId, model: await readModel(tx, needs, request, row) };
    },
  );
  if (shown === undefined) return notFound;
  const drawn = page({ ...needs.frame, ...reviewPage.html(reviewPage.model(shown.model, sent)) });
  return answerForm(drawn, sent !== undefined);
}

interface Shown {
  readonly caseId: string;
  readonly model: Parameters<typeof reviewPage.model>[0];
}

async function findBreak(tx: ViewerTx, request: RouteRequest): Promise<BreakRow | undefined> {
  const breakId = readId(request.params, 'breakId');
  const rows = breakId === undefined ? [] : await readBreaks(tx, { limit: 1, breakId });
  // A case that they are shut out of has no reference for them.
  return rows.find(({ reference }) => reference !== null);
}

async function readModel(
  tx: ViewerTx,
  needs: EmergencyNeeds,
  request: RouteRequest,
  row: BreakRow,
): Promise<Shown['model']> {
  const key = await needs.keys.keyFor(row.caseId);
  const nameOf = await findNames(tx, needs, request, [row]);
  const { reviewedBy, reviewedAt } = row;
  const reviewed = openReview(key, row);
  return {
    action: `/emergency/reviews/${row.breakId}`,
    reference: row.reference ?? '',
    who: nameOf(row.staffId),
    from: sayMoment(row.brokenAt),
    until: sayMoment(row.endedAt ?? row.endsAt),
    why: open(key, placeOfReason(row.breakId), row.whyCipher),
    looks: (await readLooksDuring(tx, row, MOST)).map(({ at, verb }) => ({
      when: sayMoment(at),
      what: sayVerb(verb),
    })),
    review:
      reviewed === null || reviewedBy === null || reviewedAt === null
        ? null
        : {
            says: `${sayVerdict(row)}. ${nameOf(reviewedBy)}, ${sayMoment(reviewedAt)}`,
            words: reviewed,
          },
    mayReview: row.mayReview,
  };
}

const sayVerdict = ({ wasRight }: BreakRow) => (wasRight ? 'It was right' : 'It was not right');

/** The words of the review; null where nobody has reviewed it. */
const openReview = (key: DataKey, { reviewId, wordsCipher }: BreakRow): string | null =>
  reviewId === null || wordsCipher === null ? null : open(key, placeOfReview(reviewId), wordsCipher);

const placeOfReview = (stepId: string) => ({
  table: 'break_glass_step',
  column: 'words_cipher',
  row: stepId,
});

/** False where there is no such break, or it is not the viewer's to review. Sent twice, it is kept once. */
function keepReview(needs: EmergencyNeeds, request: RouteRequest, review: Review): Promise<boolean> {
  const { viewer, clock, keys, reference } = handsOf(needs, request);
  return needs.database.actAs(
    viewer.staffId,
    async () => {},
    async (tx) => {
      const breakId = readId(request.params, 'breakId');
      if (breakId !== undefined) await takeTurns(tx, breakId);
      const row = await findBreak(tx, request);
      if (row === undefined || breakId === undefined) return false;
      const { caseId } = row;
      const key = await keys.keyFor(caseId);
      const { wasRight, words } = review;
      if (!row.mayReview)
        return (
          row.reviewedBy === viewer.staffId && row.wasRight === wasRight && openReview(key, row) === words
        );
      const stepId = makeId<'break-step'>(clock);
      const wordsCipher = seal(key, placeOfReview(stepId), words);
      await insertReview(tx, { stepId, breakId, caseId, at: clock.now(), wasRight, wordsCipher });
      const reasonCommitment = commitToWords(key, stepId, words);
      const actingAs = 'information-governance';
      await recordEvent(tx, { verb: 'glass.reviewed', caseId, actingAs, reasonCommitment, reference });
      return true;
    },
  );
}

function findNames(
  tx: ViewerTx,
  { keys }: EmergencyNeeds,
  request: RouteRequest,
  rows: readonly BreakRow[],
): Promise<(id: string) => string> {
  const ids = rows.flatMap(({ staffId, reviewedBy }) => [staffId, reviewedBy]);
  return nameColleagues(tx, keys, viewerOf(request).organisationId, ids);
}
