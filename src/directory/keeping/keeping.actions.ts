import { recordEvent } from '../../audit/index.ts';
import { listColleagues } from '../../councils/index.ts';
import { tell } from '../../messages/index.ts';
import type { LoadedPolicy } from '../../pathway/packs/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { type KeyStore, open, seal } from '../../platform/crypto/index.ts';
import { type Database, DatabaseAway, type ViewerTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { openServiceBook, type ServiceBook } from '../offering/service-book.ts';
import type { TypedReport } from './keeping.forms.ts';
import {
  insertConfirmation,
  insertReport,
  insertReportStep,
  listKeepers,
  type ReportRow,
  type ReportStep,
  readConfirmations,
  readOpenReports,
  readPublicConfirmations,
  readPublicReports,
  readReports,
} from './keeping.store.ts';
import { type Confirmed, type Kept, nothingKept } from './kept.ts';

/** The role that keeps a council's directory, as it keeps its policy. */
export const keeper = 'policy-owner';

export interface KeepingRooms {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

/** What the viewer's council has said of the directory. */
export async function readKept(
  tx: ViewerTx,
  keys: KeyStore,
  { organisationId }: Pick<Viewer, 'organisationId'>,
): Promise<Kept> {
  const [reports, confirmations] = await Promise.all([readOpenReports(tx), readConfirmations(tx)]);
  const ids = [...new Set(confirmations.map(({ saidBy }) => saidBy))];
  const people = ids.length === 0 ? [] : await listColleagues(tx, keys, organisationId, ids);
  const nameOf = (id: string) => people.find(({ staffId }) => staffId === id)?.name ?? 'a colleague';
  const confirmed = confirmations.map(({ service, saidBy, askedOn, fingerprint }): [string, Confirmed] => [
    service,
    { name: nameOf(saidBy), date: askedOn, fingerprint },
  ]);
  return {
    reported: new Map(reports.map(({ service, since }) => [service, since])),
    confirmed: new Map(confirmed),
  };
}

/**
 * What the councils have said of it, without a name: for whoever is not signed in. Numbers are there without
 * a database too; nothing counts as checked then.
 */
export async function readPublicKept(database: Database): Promise<Kept> {
  try {
    return await database.withReferenceTx(async (tx) => {
      const [reports, confirmations] = [await readPublicReports(tx), await readPublicConfirmations(tx)];
      return {
        reported: new Map(reports.map(({ service, since }) => [service, since])),
        confirmed: new Map(
          confirmations.map(({ service, askedOn: date, fingerprint }) => [
            service,
            { name: null, date, fingerprint },
          ]),
        ),
      };
    });
  } catch (error) {
    if (error instanceof DatabaseAway) return nothingKept;
    throw error;
  }
}

/** The directory of a policy as the viewer's council has it, at a moment. */
export async function readServiceBook(
  tx: ViewerTx,
  { keys, clock }: Pick<KeepingRooms, 'keys' | 'clock'>,
  viewer: Pick<Viewer, 'organisationId'>,
  policy: LoadedPolicy,
): Promise<ServiceBook> {
  return openServiceBook(policy, clock.now(), await readKept(tx, keys, viewer));
}

/** Tells whoever keeps the directory that an entry is wrong. */
export async function reportWrong(
  { database, keys, clock }: KeepingRooms,
  viewer: Viewer,
  service: string,
  { reportId, words }: TypedReport,
  reference: string,
): Promise<void> {
  const { staffId, organisationId } = viewer;
  const key = await keys.keyFor(organisationId);
  const report = {
    reportId,
    organisationId,
    service,
    wordsCipher: words === '' ? null : seal(key, placeOf(reportId), words),
    reportedBy: staffId,
    reportedAt: clock.now(),
  };
  await database.actAs<boolean>(
    staffId,
    async (tx, isNew) => {
      if (isNew) await recordEvent(tx, { verb: 'directory.reported', reference });
    },
    async (tx) => {
      const isNew = await insertReport(tx, report);
      const to = isNew ? await listKeepers(tx, keeper) : [];
      await tell(tx, { viewer, clock }, { to, kind: 'directory-reported', caseId: null });
      return isNew;
    },
  );
}

/** A report, open to whoever keeps the directory. */
export interface Report extends Omit<ReportRow, 'wordsCipher' | 'reportedBy'> {
  readonly words: string;
  readonly by: string;
}

const MOST_REPORTS = 200;

/** The reports of the viewer's council. */
export function listReports(
  { database, keys }: KeepingRooms,
  { staffId, organisationId }: Viewer,
  reference: string,
): Promise<readonly Report[]> {
  return database.actAs(
    staffId,
    (tx) => recordEvent(tx, { verb: 'directory.reports-listed', reference }),
    async (tx) => {
      const rows = await readReports(tx, MOST_REPORTS);
      if (rows.length === 0) return [];
      const ids = [...new Set(rows.map(({ reportedBy }) => reportedBy))];
      const people = await listColleagues(tx, keys, organisationId, ids);
      const key = await keys.keyFor(organisationId);
      return rows.map(({ wordsCipher, reportedBy, ...row }) => ({
        ...row,
        words: wordsCipher === null ? '' : open(key, placeOf(row.reportId), wordsCipher),
        by: people.find((person) => person.staffId === reportedBy)?.name ?? 'a colleague',
      }));
    },
  );
}

/** Says that a report was seen to, or that it was not after all; false where that is no news. */
export function stepReport(
  { database, clock }: KeepingRooms,
  { staffId }: Viewer,
  { reportId, kind }: { readonly reportId: string; readonly kind: ReportStep },
  reference: string,
): Promise<boolean> {
  const verb = kind === 'done' ? 'directory.report-done' : 'directory.report-undone';
  return database.actAs<boolean>(
    staffId,
    async (tx, isNew) => {
      if (isNew) await recordEvent(tx, { verb, reference });
    },
    (tx) => insertReportStep(tx, reportId, { kind, by: staffId, at: clock.now() }),
  );
}

/** Says that somebody asked the service and the entry is right; or takes that back. */
export async function confirmEntry(
  { database, clock }: KeepingRooms,
  { staffId, organisationId }: Viewer,
  said: {
    readonly service: string;
    readonly kind: 'confirmed' | 'withdrawn';
    readonly fingerprint: string;
    readonly askedOn: string;
  },
  reference: string,
): Promise<void> {
  const verb = said.kind === 'confirmed' ? 'directory.confirmed' : 'directory.confirmation-withdrawn';
  const row = { ...said, organisationId, saidBy: staffId, at: clock.now() };
  await database.actAs(
    staffId,
    (tx) => recordEvent(tx, { verb, reference }),
    (tx) => insertConfirmation(tx, row),
  );
}

function placeOf(reportId: string) {
  return { table: 'directory_report', column: 'words_cipher', row: reportId };
}
