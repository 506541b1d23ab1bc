import { handsOf } from '../../access/index.ts';
import { nameColleagues } from '../../councils/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import {
  type Answer,
  defineRoute,
  type Route,
  type RouteRequest,
  readId,
} from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { showPage, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { goOnKeeping, openForm } from '../keeping/keeping.actions.ts';
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
      handler: (request) => showPage(needs, request, seeing, (tx, found) => openContact(tx, needs, found)),
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

const place = '/contact';

/** As it was agreed last, or as the viewer left it. */
async function openContact(tx: ActTx, needs: CaseNeeds, found: Found) {
  const { keeping, body } = await openForm(tx, needs, found, place);
  const model = await readModel(tx, needs, found, keeping);
  const kept = body !== undefined && { typed: readContact(body).agreement, seen: readId(body, 'seen') ?? '' };
  return contactPage.html({ ...model, ...kept });
}

function takeContact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const { agreement, errors } = readContact(request.body);
  const seen = readId(request.body, 'seen') ?? '';
  return takeForm(needs, request, 'agree-contact', async (tx, found) => {
    const { caseId } = found.row;
    const draw = async (wrong: Partial<contactPage.ContactModel>) => {
      const model = await readModel(tx, needs, found, goOnKeeping(needs, found, place, request));
      return contactPage.html({ ...model, typed: agreement, ...wrong });
    };
    if (errors.length > 0) return { again: await draw({ errors, seen }), status: 422 };
    const hands = handsOf(needs, request);
    const newer = await agreeContact(tx, caseId, { agreement, seen }, hands);
    if (newer === undefined) return { to: `/cases/${caseId}` };
    const { writtenBy } = newer;
    const nameOf = await nameColleagues(tx, needs.keys, found.viewer.organisationId, [writtenBy]);
    const stale = { who: nameOf(writtenBy), lines: describe(newer) };
    return { again: await draw({ stale }), status: 409 };
  });
}

async function readModel(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  keeping: contactPage.ContactModel['keeping'],
): Promise<contactPage.ContactModel> {
  const agreed = await readAgreed(tx, needs.keys, found.row.caseId, MOST);
  const [newest, ...before] = agreed;
  const ids = before.map(({ writtenBy }) => writtenBy);
  const nameOf = await nameColleagues(tx, needs.keys, found.viewer.organisationId, ids);
  return contactPage.model({
    head: await readHead(tx, needs, found, 'contact'),
    keeping,
    typed: { ways: newest?.ways ?? [], words: newest?.words ?? '' },
    errors: [],
    seen: newest?.contactId ?? '',
    stale: null,
    earlier: before.map((each) => ({
      when: `${nameOf(each.writtenBy)}, ${sayMoment(each.writtenAt)}`,
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
