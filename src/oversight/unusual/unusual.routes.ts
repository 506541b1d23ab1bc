import { type Hands, handsOf, signedIn, viewerOf, withRole } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { nameColleagues } from '../../councils/index.ts';
import { commitToWords, type DataKey, open, seal } from '../../platform/crypto/index.ts';
import { type ActTx, takeTurns } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type ReadWords,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { sayDay, sayTime } from '../../platform/say-time.ts';
import type { OversightNeeds } from '../oversight.needs.ts';
import { brakeRoutes } from './brake.routes.ts';
import { readSentence } from './unusual.forms.ts';
import * as unusualPage from './unusual.page.ts';
import { insertStep, placeOfWords, readUnusual, type UnusualRow } from './unusual.store.ts';

type Whose = unusualPage.UnusualModel['whose'];
type Sent = Pick<unusualPage.UnusualModel, 'typed' | 'errors'>;

const MOST = 50;
const places = { own: '/reading', others: '/oversight/reading' } as const;
const governs = withRole('information-governance', 'it reviews reading that is out of the usual');
const looksAfter = signedIn('information governance sees all of it, whoever manages somebody theirs');
const asked = signedIn('everybody is asked about their own reading, and sees nobody else’s here');

/** Being asked why one read something, and the review of it. */
export function unusualRoutes(needs: OversightNeeds): Route[] {
  return [
    ...brakeRoutes(needs),
    defineRoute({
      method: 'GET',
      path: '/reading',
      access: asked,
      audit: 'reading.listed',
      handler: (request) => showList(needs, request, 'own'),
    }),
    defineRoute({
      method: 'POST',
      path: '/reading/:unusualId/reason',
      access: asked,
      audit: 'reading.explained',
      handler: (request) => takeWords(needs, request, 'own'),
    }),
    defineRoute({
      method: 'GET',
      path: '/oversight/reading',
      access: looksAfter,
      audit: 'reading.listed',
      handler: (request) => showList(needs, request, 'others'),
    }),
    defineRoute({
      method: 'POST',
      path: '/oversight/reading/:unusualId/closing',
      access: governs,
      audit: 'reading.closed',
      handler: (request) => takeWords(needs, request, 'others'),
    }),
  ];
}

async function showList(
  needs: OversightNeeds,
  request: RouteRequest,
  whose: Whose,
  sent?: Sent,
): Promise<Answer> {
  const viewer = viewerOf(request);
  const { reference } = request;
  const record = (tx: ActTx, { rows }: { readonly rows: readonly UnusualRow[] }) => {
    const casesShown = rows.flatMap(({ caseId, reference: known }) =>
      caseId === null || known === null ? [] : [caseId],
    );
    return recordEvent(tx, { verb: 'reading.listed', casesShown, reference });
  };
  const { rows, nameOf } = await needs.database.actAs(viewer.staffId, record, async (tx) => {
    const found = await readUnusual(tx, whose, MOST);
    const ids = found.map(({ staffId }) => staffId);
    return { rows: found, nameOf: await nameColleagues(tx, needs.keys, viewer.organisationId, ids) };
  });
  const key = await needs.keys.keyFor(viewer.organisationId);
  const readings = rows.map((row) => ({
    unusualId: row.unusualId,
    action: `${places[whose]}/${row.unusualId}/${whose === 'own' ? 'reason' : 'closing'}`,
    says: sayReading(row),
    who: whose === 'own' ? null : nameOf(row.staffId),
    answer: openWords(key, row.answerId, row.answerCipher),
    closing: openWords(key, row.closingId, row.closingCipher),
  }));
  const mayClose = viewer.roles.includes('information-governance');
  const drawn = page({
    ...needs.frame,
    ...unusualPage.html(unusualPage.model({ whose, mayClose, readings }, sent)),
  });
  return answerForm(drawn, sent !== undefined);
}

function sayReading({ kind, fromAt, cases, reference }: UnusualRow): string {
  const day = sayDay(fromAt);
  const hour = `within an hour, from ${sayTime(fromAt)} on ${day}`;
  if (kind === 'many-searches') return `${cases} searches for people ${hour}`;
  if (kind === 'emergencies-in-vain') return `${cases} emergencies in which no case was found, ${hour}`;
  const count = cases === 1 ? '1 case' : `${cases} cases`;
  if (kind === 'many-cases') return `${count} ${hour}`;
  if (kind === 'out-of-hours') return `${count} in the night of ${day}`;
  const about = reference === null ? 'A case' : `Case ${reference}`;
  return `${about}, in which somebody has the same surname, on ${day}`;
}

async function takeWords(needs: OversightNeeds, request: RouteRequest, whose: Whose): Promise<Answer> {
  const unusualId = readId(request.params, 'unusualId');
  if (unusualId === undefined) return notFound;
  const read = readSentence(request.body);
  const kept = await keepWords(needs, handsOf(needs, request), { whose, unusualId, read });
  if (!kept) return notFound;
  if (read.ok) return redirect(places[whose]);
  const errors = [{ field: 'words', text: read.error }];
  return showList(needs, request, whose, { typed: { unusualId, words: read.typed }, errors });
}

/** False where there is nothing of theirs to say it of. Sent twice, it is kept once. */
function keepWords(
  needs: OversightNeeds,
  { viewer, keys, clock, reference }: Hands,
  said: {
    readonly whose: Whose;
    readonly unusualId: string;
    readonly read: ReadWords;
  },
): Promise<boolean> {
  const { whose, unusualId, read } = said;
  return needs.database.actAs(
    viewer.staffId,
    async () => {},
    async (tx) => {
      await takeTurns(tx, unusualId);
      const row = (await readUnusual(tx, whose, MOST)).find((each) => each.unusualId === unusualId);
      if (row === undefined) return false;
      const key = await keys.keyFor(viewer.organisationId);
      const known =
        whose === 'own'
          ? openWords(key, row.answerId, row.answerCipher)
          : openWords(key, row.closingId, row.closingCipher);
      if (read.ok && known === read.words) return true;
      const isOpen = row.closingId === null && (whose === 'others' || row.answerId === null);
      if (!isOpen || !read.ok) return isOpen;
      const { words } = read;
      const stepId = makeId<'reading-step'>(clock);
      const wordsCipher = seal(key, placeOfWords(stepId), words);
      const kind = whose === 'own' ? 'answered' : 'closed';
      await insertStep(tx, { stepId, unusualId, kind, at: clock.now(), wordsCipher });
      const verb = whose === 'own' ? 'reading.explained' : 'reading.closed';
      await recordEvent(tx, { verb, reasonCommitment: commitToWords(key, stepId, words), reference });
      return true;
    },
  );
}

const openWords = (key: DataKey, stepId: string | null, cipher: Buffer | null): string | null =>
  stepId === null || cipher === null ? null : open(key, placeOfWords(stepId), cipher);
