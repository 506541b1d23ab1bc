import { viewerOf, withRole } from '../access/index.ts';
import { type AuditVerb, readLooks, recordEvent } from '../audit/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import { type PageContent, page } from '../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  readText,
  redirect,
} from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import * as caseAuditPage from './case-audit.page.ts';
import { describeLooks } from './describe-looks.ts';
import * as lookedAtPage from './looked-at.page.ts';
import type { OversightNeeds } from './oversight.needs.ts';
import { findByReference, type LookedAt, readLookedAt, readReference } from './oversight.store.ts';
import { showPaper } from './show-paper.ts';
import { unusualRoutes } from './unusual/unusual.routes.ts';

const ROLE = 'information-governance';
const access = withRole(ROLE, 'it reads who looked at cases, and opens none');
const NEWEST_LOOKS = 1000;
const MOST_LOOKS = 200;

/** Who has looked, for information governance. */
export function oversightRoutes(needs: OversightNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/oversight',
      access,
      audit: 'audits.listed',
      handler: (request) => showLookedAt(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/oversight',
      access,
      audit: 'audits.listed',
      handler: (request) => goToCase(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/oversight/cases/:caseId',
      access,
      audit: 'audit.shown',
      handler: (request) => showOfCase(needs, request, 'audit.shown', showAudit),
    }),
    defineRoute({
      method: 'GET',
      path: '/oversight/cases/:caseId/paper',
      access,
      stepUp: true,
      audit: 'audit.printed',
      handler: (request) =>
        showOfCase(needs, request, 'audit.printed', (tx, _, found) =>
          showPaper(tx, needs, viewerOf(request), { ...found, backHref: `/oversight/cases/${found.caseId}` }),
        ),
    }),
    ...unusualRoutes(needs),
  ];
}

type Sent = Pick<lookedAtPage.LookedAtModel, 'typed' | 'errors'>;

async function showLookedAt(needs: OversightNeeds, request: RouteRequest, sent?: Sent): Promise<Answer> {
  const { reference } = request;
  const record = (tx: ActTx, rows: readonly LookedAt[]) => {
    const casesShown = rows.map(({ caseId }) => caseId);
    return recordEvent(tx, { verb: 'audits.listed', actingAs: ROLE, casesShown, reference });
  };
  const rows = await needs.database.actAs(viewerOf(request).staffId, record, (tx) =>
    readLookedAt(tx, NEWEST_LOOKS),
  );
  const cases = rows.map(({ caseId, lastAt, ...row }) => ({
    ...row,
    href: `/oversight/cases/${caseId}`,
    last: sayMoment(lastAt),
  }));
  const drawn = page({ ...needs.frame, ...lookedAtPage.html(lookedAtPage.model(cases, sent)) });
  return answerForm(drawn, sent !== undefined);
}

async function goToCase(needs: OversightNeeds, request: RouteRequest): Promise<Answer> {
  const typed = readText(request.body, 'reference');
  const caseId = await needs.database.readAs(viewerOf(request).staffId, (tx) =>
    findByReference(tx, typed.replaceAll(/\D/g, '')),
  );
  if (caseId !== undefined) return redirect(`/oversight/cases/${caseId}`);
  const text = 'There is no case of this reference whose audit you may read';
  return showLookedAt(needs, request, { typed, errors: [{ field: 'reference', text }] });
}

interface FoundCase {
  readonly caseId: string;
  readonly reference: string;
}

async function showOfCase(
  needs: OversightNeeds,
  request: RouteRequest,
  verb: AuditVerb,
  draw: (tx: ActTx, needs: OversightNeeds, found: FoundCase, request: RouteRequest) => Promise<PageContent>,
): Promise<Answer> {
  const caseId = readId(request.params, 'caseId');
  if (caseId === undefined) return notFound;
  const { reference: requested } = request;
  const content = await needs.database.actAs<PageContent | undefined>(
    viewerOf(request).staffId,
    async (tx, shown) => {
      if (shown !== undefined) await recordEvent(tx, { verb, caseId, actingAs: ROLE, reference: requested });
    },
    async (tx) => {
      const reference = await readReference(tx, caseId);
      return reference === undefined ? undefined : draw(tx, needs, { caseId, reference }, request);
    },
  );
  return content === undefined ? notFound : page({ ...needs.frame, ...content });
}

async function showAudit(
  tx: ActTx,
  { keys }: OversightNeeds,
  { caseId, reference }: FoundCase,
  request: RouteRequest,
): Promise<PageContent> {
  const looks = await readLooks(tx, caseId, MOST_LOOKS + 1);
  const isCut = looks.length > MOST_LOOKS;
  const shown = await describeLooks(tx, keys, viewerOf(request), looks.slice(0, MOST_LOOKS), true);
  return caseAuditPage.html(caseAuditPage.model({ caseId, reference, looks: shown, isCut }));
}
