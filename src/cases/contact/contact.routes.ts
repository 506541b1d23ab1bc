import { handsOf, viewerOf } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
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
import { sayMoment } from '../../platform/say-time.ts';
import { act, type CaseNeeds, caseAccess, type Found, readHead, view } from '../case.actions.ts';
import { readId } from '../case.forms.ts';
import { type Agreed, agreeContact, readAgreed } from './contact.actions.ts';
import { readContact } from './contact.forms.ts';
import * as contactPage from './contact.page.ts';
import { listBlocked, listRoutes } from './contact.rules.ts';

const seeing = { action: 'agree-contact', concern: 'concern.shown', case: 'case.shown' } as const;
/** Further back the timeline tells that it was agreed. */
const MOST = 10;

/** What the survivor has said is safe contact. */
export function contactRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/contact',
      access: caseAccess,
      audit: 'case.shown',
      handler: async (request) => {
        const shown = await view(needs, request, seeing, (tx, found) => readModel(tx, needs, found));
        return shown === undefined ? notFound : page({ ...needs.frame, ...contactPage.html(shown) });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/contact',
      access: caseAccess,
      audit: 'contact.agreed',
      handler: (request) => takeContact(needs, request),
    }),
  ];
}

async function takeContact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const { agreement, errors } = readContact(request.body);
  const seen = readId(request.body, 'seen') ?? '';
  const done = await act(needs, request, 'agree-contact', async (tx, found) => {
    const { caseId } = found.row;
    const draw = async (wrong: Partial<contactPage.ContactModel>) => ({
      ...(await readModel(tx, needs, found)),
      typed: agreement,
      ...wrong,
    });
    if (errors.length > 0) return { again: await draw({ errors, seen }), status: 422 };
    const hands = handsOf(needs, request);
    const newer = await agreeContact(tx, caseId, { agreement, seen }, hands);
    if (newer === undefined) return { to: `/cases/${caseId}` } as const;
    const who = await nameOf(tx, needs, request, newer.writtenBy);
    return { again: await draw({ stale: { who, lines: describe(newer) } }), status: 409 };
  });
  if (done === undefined) return notFound;
  if ('to' in done) return redirect(done.to);
  return answerPage(page({ ...needs.frame, ...contactPage.html(done.again) }), done.status);
}

async function nameOf(tx: ActTx, { keys }: CaseNeeds, request: RouteRequest, id: string): Promise<string> {
  const [found] = await listColleagues(tx, keys, viewerOf(request).organisationId, [id]);
  return found?.name ?? 'A colleague';
}

async function readModel(tx: ActTx, needs: CaseNeeds, found: Found): Promise<contactPage.ContactModel> {
  const agreed = await readAgreed(tx, needs.keys, found.row.caseId, MOST);
  const [newest, ...before] = agreed;
  const ids = [...new Set(before.map(({ writtenBy }) => writtenBy))];
  const people =
    ids.length === 0 ? [] : await listColleagues(tx, needs.keys, found.viewer.organisationId, ids);
  const say = (id: string) => people.find(({ staffId }) => staffId === id)?.name ?? 'A colleague';
  return contactPage.model({
    head: await readHead(tx, needs, found, 'contact'),
    typed: { ways: newest?.ways ?? [], words: newest?.words ?? '' },
    errors: [],
    seen: newest?.contactId ?? '',
    stale: null,
    earlier: before.map((each) => ({
      when: `${say(each.writtenBy)}, ${sayMoment(each.writtenAt)}`,
      lines: describe(each),
    })),
  });
}

function describe(agreed: Agreed): readonly string[] {
  const lines = [
    ...listRoutes(agreed),
    ...listBlocked(agreed),
    ...(agreed.words ? [`Say: ${agreed.words}`] : []),
  ];
  return lines.length === 0 ? ['Nothing was safe.'] : lines;
}
