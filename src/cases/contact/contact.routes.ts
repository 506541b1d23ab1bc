import { decide, handsOf } from '../../access/index.ts';
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
import { showPage, type Taken, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { goOnKeeping, openForm } from '../keeping/keeping.actions.ts';
import { agreeContact, isAgreed, readSaid, readStanding, type Said, tellContact } from './contact.actions.ts';
import { readContact } from './contact.forms.ts';
import * as contactPage from './contact.page.ts';
import { describeSaid } from './contact.rules.ts';

const seeing = { action: 'tell-contact', concern: 'concern.shown', case: 'case.shown' } as const;
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

const mayAgree = ({ standing }: Found) => decide('agree-contact', standing).allowed;

function takeContact(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const { agreement, errors } = readContact(request.body);
  const seen = readId(request.body, 'seen') ?? '';
  return takeForm(needs, request, 'tell-contact', async (tx, found): Promise<Taken> => {
    const { caseId } = found.row;
    const draw = async (wrong: Partial<contactPage.ContactModel>) => {
      const model = await readModel(tx, needs, found, goOnKeeping(needs, found, place, request));
      return contactPage.html({ ...model, typed: agreement, ...wrong });
    };
    if (errors.length > 0) return { again: await draw({ errors, seen }), status: 422 };
    const hands = handsOf(needs, request);
    const sent = { agreement, seen };
    if (!mayAgree(found)) {
      await tellContact(tx, found.row, sent, hands);
      return { to: `/cases/${caseId}` };
    }
    const stale = await agreeContact(tx, caseId, sent, hands);
    if (stale.length === 0) return { to: `/cases/${caseId}` };
    return { again: await draw({ stale: await describeAll(tx, needs, found, stale) }), status: 409 };
  });
}

async function readModel(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  keeping: contactPage.ContactModel['keeping'],
): Promise<contactPage.ContactModel> {
  const { caseId } = found.row;
  const isTelling = !mayAgree(found);
  const [head, said, standing] = await Promise.all([
    readHead(tx, needs, found, 'contact'),
    readSaid(tx, needs.keys, caseId, MOST),
    // What is agreed may be another thing by now: whoever does not see it begins with nothing.
    isTelling ? [] : readStanding(tx, needs.keys, caseId),
  ]);
  const agreed = standing.find(isAgreed);
  const shown = new Set(standing.map(({ contactId }) => contactId));
  const earlier = said.filter(({ contactId }) => !shown.has(contactId));
  return contactPage.model({
    head,
    keeping,
    isTelling,
    typed: { ways: agreed?.ways ?? [], words: agreed?.words ?? '' },
    errors: [],
    seen: said[0]?.contactId ?? '',
    stale: [],
    earlier: await describeAll(tx, needs, found, earlier),
  });
}

async function describeAll(
  tx: ActTx,
  { keys }: CaseNeeds,
  { viewer }: Found,
  said: readonly Said[],
): Promise<contactPage.ContactModel['earlier']> {
  const ids = said.map(({ writtenBy }) => writtenBy);
  const nameOf = await nameColleagues(tx, keys, viewer.organisationId, ids);
  return said.map((each) => ({
    when: `${each.told ? 'Told by ' : ''}${nameOf(each.writtenBy)}, ${sayMoment(each.writtenAt)}`,
    lines: describeSaid(each),
  }));
}
