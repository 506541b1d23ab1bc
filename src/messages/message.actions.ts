import { recordEvent } from '../audit/index.ts';
import { nameColleagues } from '../councils/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { sayDayFrom, sayTime } from '../platform/say-time.ts';
import { insertMessages, markSeen, readUnseen } from './message.store.ts';
import { describeTold, isForCover, type Kind, type Told } from './told.rules.ts';

export interface Telling {
  readonly viewer: Viewer;
  readonly clock: Clock;
}

/**
 * Tells colleagues of something in a case, or in none, in Rowan and by a neutral word outside. It is told
 * with what it tells of, or not at all: the row is written in the same transaction, and sent by a job.
 */
export async function tell(
  tx: ActTx,
  { viewer: { organisationId }, clock }: Telling,
  {
    to,
    kind,
    caseId,
  }: { readonly to: readonly string[]; readonly kind: Kind; readonly caseId: string | null },
): Promise<void> {
  if (to.length === 0) return;
  const message = { organisationId, to, kind, caseId, at: clock.now(), isForCover: isForCover(kind) };
  await insertMessages(tx, message);
}

/** What the viewer was told and has not seen. */
export interface Unseen {
  readonly told: readonly Told[];
  /** All of it, shown or not. */
  readonly count: number;
  /** For the audit: the cases that are named. */
  readonly casesShown: readonly string[];
}

/** More would bury what is to be done. */
const SHOWN = 10;

export async function listUnseen(
  tx: ViewerTx,
  { keys, clock }: { readonly keys: KeyStore; readonly clock: Clock },
  { organisationId }: Viewer,
  limit: number = SHOWN,
): Promise<Unseen> {
  const { rows, count } = await readUnseen(tx, limit);
  const about = rows.flatMap(({ aboutStaff }) => aboutStaff ?? []);
  const nameOf = await nameColleagues(tx, keys, organisationId, about);
  const now = clock.now();
  const sayWhen = (moment: Date) => `${sayTime(moment)} ${sayDayFrom(moment, now)}`;
  return {
    told: rows.map((row) => describeTold(row, sayWhen, nameOf)),
    count,
    casesShown: rows.flatMap(({ caseId, reference }) =>
      caseId !== null && reference !== null ? caseId : [],
    ),
  };
}

/** Marks what the viewer has seen; what was seen here is not sent any more. */
export async function markAsSeen(
  tx: ActTx,
  messageIds: readonly string[],
  at: Date,
  reference: string,
): Promise<void> {
  const count = await markSeen(tx, messageIds, at);
  if (count > 0) await recordEvent(tx, { verb: 'message.read', reference });
}
