import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import type { Id, ViewerId } from '../../platform/ids.ts';

/** What is known of an account before its password has been looked at. */
export interface Attempt {
  readonly staffId: ViewerId | null;
  /** Null for an unknown account, and while there is something to wait for. */
  readonly passwordHash: string | null;
  readonly waitSeconds: number;
}

export async function beginAttempt(tx: ReferenceTx, signIn: string, address: Buffer): Promise<Attempt> {
  const { rows } = await sql<{
    staff_id: ViewerId | null;
    password_hash: string | null;
    wait_seconds: number;
  }>`select * from rowan_private.begin_sign_in(${signIn}, ${address})`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('The look-up of an account gave no row.');
  return { staffId: row.staff_id, passwordHash: row.password_hash, waitSeconds: row.wait_seconds };
}

export async function acceptAttempt(
  tx: ReferenceTx,
  signIn: string,
  accepted: { address: Buffer; tokenHash: Buffer; browser: string; reference: string },
): Promise<void> {
  const { address, tokenHash, browser, reference } = accepted;
  await sql`select rowan_private.accept_sign_in(
    ${signIn}, ${address}, ${tokenHash}, ${browser}, ${reference}
  )`.execute(tx);
}

export async function refuseAttempt(tx: ReferenceTx, staffId: ViewerId, reference: string): Promise<void> {
  await sql`select rowan_private.refuse_sign_in(${staffId}, ${reference})`.execute(tx);
}

/** The viewer of a session that is neither ended nor too old. */
export async function readSession(tx: ReferenceTx, tokenHash: Buffer): Promise<Viewer | undefined> {
  const { rows } = await sql<{
    staff_id: ViewerId | null;
    organisation_id: Id<'organisation'>;
    council: string;
    roles: string[];
  }>`select * from rowan_private.find_session(${tokenHash})`.execute(tx);
  const [row] = rows;
  if (row === undefined || row.staff_id === null) return undefined;
  const { staff_id: staffId, organisation_id: organisationId, council, roles } = row;
  return { staffId, organisationId, council, roles };
}

/** Ends the sessions that ran out; gives how many. */
export async function endOld(tx: ReferenceTx): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select rowan_private.end_old_sessions() as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}

export interface Freshness {
  /** Whether somebody signed in to it a few minutes ago. */
  readonly isFresh: boolean;
  readonly signIn: string | null;
}

export async function readFreshness(tx: ReferenceTx, tokenHash: Buffer): Promise<Freshness | undefined> {
  const { rows } = await sql<Freshness>`
    select is_fresh as "isFresh", sign_in as "signIn" from rowan_private.is_fresh_session(${tokenHash})
  `.execute(tx);
  return rows[0];
}

/** In seconds: until it ends unused, and until it ends in any case. */
export interface TimeLeft {
  readonly seconds: number;
  readonly atMost: number;
  /** Of whom, where there is one. */
  readonly whose: string | null;
}

export const noTimeLeft: TimeLeft = { seconds: 0, atMost: 0, whose: null };

/** How long a session still lasts; to be asked is not to be used. */
export async function readTimeLeft(tx: ReferenceTx, tokenHash: Buffer): Promise<TimeLeft> {
  const { rows } = await sql<TimeLeft>`
    select coalesce(seconds, 0) as seconds, coalesce(at_most, 0) as "atMost", whose
    from rowan_private.time_left(${tokenHash})
  `.execute(tx);
  return rows[0] ?? noTimeLeft;
}

export async function endSession(tx: ReferenceTx, tokenHash: Buffer, reference: string): Promise<void> {
  await sql`select rowan_private.end_session(${tokenHash}, ${reference})`.execute(tx);
}

/** What stays behind of a session: the page that was on the screen, and what was being typed there. */
export interface LeftRow {
  readonly page: `/${string}`;
  readonly unsent: Buffer | null;
}

export async function hideSession(
  tx: ReferenceTx,
  tokenHash: Buffer,
  { page, unsent }: LeftRow,
  reference: string,
): Promise<void> {
  await sql`select rowan_private.hide_session(${tokenHash}, ${page}, ${unsent}, ${reference})`.execute(tx);
}

/** What the owner of a session left before, under the token of that time. */
export async function takeLeft(
  tx: ReferenceTx,
  tokenHash: Buffer,
): Promise<(LeftRow & { readonly tokenHash: Buffer }) | undefined> {
  const { rows } = await sql<LeftRow & { readonly tokenHash: Buffer }>`
    select page, unsent, left_token_hash as "tokenHash" from rowan_private.take_left(${tokenHash})
    where page is not null
  `.execute(tx);
  return rows[0];
}

export async function insertErrand(tx: ReferenceTx, tokenHash: Buffer, sealed: Buffer): Promise<void> {
  await sql`select rowan_private.begin_errand(${tokenHash}, ${sealed})`.execute(tx);
}

/** It is there once. */
export async function takeErrand(tx: ReferenceTx, tokenHash: Buffer): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select rowan_private.take_errand(${tokenHash}) as sealed
  `.execute(tx);
  return rows[0]?.sealed ?? undefined;
}
