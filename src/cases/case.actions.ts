import { askAccess, type CaseAction, decide, type Standing, signedIn, viewerOf } from '../access/index.ts';
import { type AuditVerb, recordEvent } from '../audit/index.ts';
import { nameColleagues } from '../councils/index.ts';
import { mustSayWhy, pauseBefore } from '../oversight/index.ts';
import type { LoadedPolicies } from '../pathway/index.ts';
import { readPeopleOfCase } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import { type ActTx, type Database, takeTurns, type ViewerTx } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';
import { type RouteRequest, readId, type Viewer } from '../platform/http/index.ts';
import { sayDay, sayMoment } from '../platform/say-time.ts';
import { type CaseRow, readCase } from './case.store.ts';
import { readNightNumbers } from './night-numbers.ts';
import { readSafety } from './safety/read-safety.ts';
import type { CaseHead, Tab } from './show-case.ts';

/** Access to every page of a case. */
export const caseAccess = signedIn('a relation to the case decides; for everybody else there is none');

export interface CaseNeeds {
  readonly database: Database;
  readonly policies: LoadedPolicies;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly frame: PageFrame;
}

/** A case that the viewer may do something with, inside the transaction in which that was found. */
export interface Found {
  readonly row: CaseRow;
  readonly standing: Standing;
  readonly viewer: Viewer;
}

/** The verbs of one viewing: what it is called of a concern, and of a case. */
export interface Viewing {
  readonly action: CaseAction;
  readonly concern: AuditVerb;
  readonly case: AuditVerb;
}

/**
 * One viewing of a case: asks whether the viewer may, reads, and writes the record of it in the same
 * transaction, so that no page is sent that is not on record.
 *
 * @returns undefined for a case that the viewer may not see, or that is not there
 */
export async function view<Part>(
  needs: Pick<CaseNeeds, 'database' | 'policies' | 'clock'>,
  request: RouteRequest,
  viewing: Viewing,
  read: (tx: ActTx, found: Found) => Promise<Part>,
): Promise<Part | Pause | undefined> {
  const { reference } = request;
  const record = (tx: ActTx, { found, isPaused }: Seen<Part>) => {
    if (found === undefined) return recordEvent(tx, { verb: 'case.not-found', reference });
    const verb = isPaused ? 'reading.paused' : viewing[found.standing.stage];
    return recordEvent(tx, { verb, caseId: found.row.caseId, reference });
  };
  const { part } = await needs.database.actAs(
    viewerOf(request).staffId,
    record,
    async (tx): Promise<Seen<Part>> => {
      const found = await findCase(tx, request, viewing.action);
      if (found === undefined) return { found, part: undefined };
      const { caseId } = found.row;
      if (!(await mustSayWhy(tx, needs, { viewer: found.viewer, caseId })))
        return { found, part: await read(tx, found) };
      return { found, part: { to: pauseBefore(caseId) }, isPaused: true };
    },
  );
  return part;
}

/** Where whoever opens many cases says why, before this one is opened. */
interface Pause {
  readonly to: `/${string}`;
}

interface Seen<Part> {
  readonly found: Found | undefined;
  readonly part: Part | Pause | undefined;
  readonly isPaused?: true;
}

/**
 * An act on a case; acts on one case take turns. It writes its own rows of the audit, since it may come to
 * nothing.
 */
export function act<Outcome>(
  { database }: Pick<CaseNeeds, 'database'>,
  request: RouteRequest,
  action: CaseAction,
  work: (tx: ActTx, found: Found) => Promise<Outcome>,
): Promise<Outcome | undefined> {
  return database.actAs(
    viewerOf(request).staffId,
    async () => {},
    async (tx) => {
      const caseId = readId(request.params, 'caseId');
      if (caseId !== undefined) await takeTurns(tx, caseId);
      const found = await findCase(tx, request, action);
      return found === undefined ? undefined : await work(tx, found);
    },
  );
}

async function findCase(tx: ViewerTx, request: RouteRequest, action: CaseAction): Promise<Found | undefined> {
  const caseId = readId(request.params, 'caseId');
  if (caseId === undefined) return undefined;
  const [{ decision, standing }, row] = await Promise.all([
    askAccess(tx, caseId, action),
    readCase(tx, caseId),
  ]);
  return decision.allowed && row !== undefined ? { row, standing, viewer: viewerOf(request) } : undefined;
}

/**
 * What stands at the top of every page of a case.
 *
 * @param people of the case, where the page reads them too
 */
export async function readHead(
  tx: ViewerTx,
  needs: CaseNeeds,
  found: Found,
  current: Tab,
  people = readPeopleOfCase(tx, needs.keys, found.row.caseId, { withAddress: false }),
): Promise<CaseHead> {
  const { row, standing, viewer } = found;
  const [nameOf, safety, nightNumbers] = await Promise.all([
    nameColleagues(tx, needs.keys, viewer.organisationId, [row.recordedBy, row.leadId]),
    readSafety(tx, needs, found, people),
    readNightNumbers(tx, needs, { caseId: row.caseId, viewer }),
  ]);
  const may = (action: CaseAction) => decide(action, standing).allowed;
  return {
    caseId: row.caseId,
    reference: row.reference,
    current,
    isCase: standing.stage === 'case',
    isClosed: row.isClosed,
    safety,
    nightNumbers,
    recorded: `${nameOf(row.recordedBy)} recorded it, ${sayMoment(row.recordedAt)}`,
    opened: row.openedAt && `Opened on ${sayDay(row.openedAt)}`,
    lead: row.leadId && nameOf(row.leadId),
    mayReadAddress: may('read-address'),
    mayReadAudit: may('read-audit'),
  };
}
