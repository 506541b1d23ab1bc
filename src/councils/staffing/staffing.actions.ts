import { recordEvent } from '../../audit/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import type { ActTx, Database, ViewerTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { sayDay } from '../../platform/say-time.ts';
import { giveRole, letGo, takeRole } from '../organisation.actions.ts';
import type { TeamId } from '../organisation.store.ts';
import { openEmail, openName, sealEmail, sealName } from '../sealed-staff.ts';
import {
  type AccountRow,
  type Change,
  type ChangeKind,
  endAllSessions,
  freeTasks,
  insertChange,
  readAccounts,
  readChanges,
  readEmail,
  readOwesWork,
  readSame,
  shutAccount,
  shutLeavers,
  tellOfAddress,
  tellOfLeaver,
  updateAccount,
} from './staffing.store.ts';

/** An account as its administrator sees it. */
export interface Account extends Omit<AccountRow, 'nameCipher'> {
  readonly name: string;
}

/** What an administrator does it with. */
export interface StaffingHands {
  readonly viewer: Viewer;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly reference: string;
}

/** All who work or worked in the viewer's organisation, by name; of those with the id, that one. */
export async function listAccounts(
  tx: ViewerTx,
  { keys, viewer }: Pick<StaffingHands, 'keys' | 'viewer'>,
  staffId?: string,
): Promise<readonly Account[]> {
  const key = await keys.keyFor(viewer.organisationId);
  const opened = (await readAccounts(tx, staffId)).map(({ nameCipher, ...row }) => ({
    ...row,
    name: openName(key, row.staffId, nameCipher),
  }));
  return opened.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Where somebody is told that something waits, for their administrator. */
export async function readEmailOf(
  tx: ViewerTx,
  { keys, viewer }: Pick<StaffingHands, 'keys' | 'viewer'>,
  staffId: string,
): Promise<string> {
  const { organisationId } = viewer;
  return (await openEmail(keys, { organisationId, staffId, cipher: await readEmail(tx, staffId) })) ?? '';
}

/** Whoever is here already under a sign-in name or an e-mail address. */
export async function findSame(
  tx: ViewerTx,
  { keys, viewer }: Pick<StaffingHands, 'keys' | 'viewer'>,
  { signIn, email }: { readonly signIn: string; readonly email: string | undefined },
): Promise<{ readonly bySignIn?: string; readonly byEmail?: string }> {
  const key = await keys.keyFor(viewer.organisationId);
  const same = await readSame(tx, { signIn, emailToken: sealEmail(key, viewer.staffId, email).email_token });
  const bySignIn = same.find(({ isSameName }) => isSameName)?.staffId;
  const byEmail = same.find(({ isSameName }) => !isSameName)?.staffId;
  return { ...(bySignIn && { bySignIn }), ...(byEmail && { byEmail }) };
}

/** How an account is to be. */
export interface WantedAccount {
  readonly name: string;
  readonly email: string | undefined;
  readonly teamId: TeamId;
  readonly managerId: Account['managerId'];
  /** Undefined where they stay as they are: nobody changes their own. */
  readonly roles: readonly string[] | undefined;
}

/** Changes what is not so yet. What somebody sees follows from it at once. */
export async function changeAccount(
  tx: ActTx,
  hands: StaffingHands,
  account: Account,
  wanted: WantedAccount,
): Promise<void> {
  const { staffId } = account;
  const key = await hands.keys.keyFor(hands.viewer.organisationId);
  const change = async (kind: ChangeKind, what: string | null, row: Parameters<typeof updateAccount>[2]) => {
    await updateAccount(tx, staffId, row);
    await record(tx, hands, { staffId, kind, what });
  };
  if (wanted.name !== account.name)
    await change('renamed', null, { name_cipher: sealName(key, staffId, wanted.name) });
  if ((wanted.email ?? '') !== (await readEmailOf(tx, hands, staffId))) {
    await change('reached', null, sealEmail(key, staffId, wanted.email));
    await tellOfAddress(tx, staffId);
  }
  if (wanted.teamId !== account.teamId) await change('moved', wanted.teamId, { team_id: wanted.teamId });
  if (wanted.managerId !== account.managerId) {
    await change('managed', wanted.managerId, { manager_id: wanted.managerId });
    if (account.managerId !== null) await freeTasks(tx, account.managerId);
  }
  if (wanted.roles !== undefined) await changeRoles(tx, hands, account, wanted.roles);
}

async function changeRoles(
  tx: ActTx,
  { viewer, clock, reference }: StaffingHands,
  { staffId, roles }: Account,
  wanted: readonly string[],
): Promise<void> {
  for (const role of wanted.filter((each) => !roles.includes(each)))
    await giveRole(tx, viewer, { staffId, role }, reference);
  const lost = roles.filter((role) => !wanted.includes(role));
  for (const role of lost) await takeRole(tx, { staffId, role }, clock.now(), reference);
  if (lost.length > 0) await freeTasks(tx, staffId);
}

/** Whether somebody still has work that others hand on; never what it is or how much. */
export function owesWork(tx: ViewerTx, staffId: string): Promise<boolean> {
  return readOwesWork(tx, staffId);
}

/** Whether somebody still leads a case. */
export function leadsStill(tx: ViewerTx, staffId: string): Promise<boolean> {
  return readOwesWork(tx, staffId, { onlyLeading: true });
}

/**
 * Closes an account: at once, or from a day on. Those who hand its work on are told while there is still
 * some; from the day itself their sessions, roles and cover are over, and what they owed is nobody's.
 *
 * @param on the first day on which they are gone, as 2026-11-30; undefined for at once
 */
export async function closeAccount(
  tx: ActTx,
  { clock, reference }: StaffingHands,
  staffId: Account['staffId'],
  on: string | undefined,
): Promise<boolean> {
  await tellOfLeaver(tx, staffId, clock.now());
  if (on !== undefined) return letGo(tx, staffId, on, reference);
  if (!(await shutAccount(tx, staffId))) return false;
  await insertChange(tx, { staffId, kind: 'closed', reference });
  await recordEvent(tx, { verb: 'staff.left', reference });
  return true;
}

/** Somebody comes back, or does not leave after all: without the roles that ended with their account. */
export async function takeBack(
  tx: ActTx,
  { reference }: StaffingHands,
  staffId: Account['staffId'],
): Promise<void> {
  await updateAccount(tx, staffId, { left_on: null });
  await insertChange(tx, { staffId, kind: 'returned', reference });
  await recordEvent(tx, { verb: 'staff.returned', reference });
}

/** "They leave; the last day is 27 November 2026". */
export function sayLeaving({ leftOn, isGone }: Pick<Account, 'leftOn' | 'isGone'>): string | null {
  if (leftOn === null) return null;
  const lastDay = sayDay(new Date(Date.parse(`${leftOn}T12:00:00Z`) - 24 * 60 * 60 * 1000));
  return isGone ? `They left; the last day was ${lastDay}` : `They leave; the last day is ${lastDay}`;
}

/** Ends whatever sessions somebody has. */
export async function endSessionsOf(
  tx: ActTx,
  { reference }: StaffingHands,
  staffId: Account['staffId'],
): Promise<void> {
  await endAllSessions(tx, staffId);
  await insertChange(tx, { staffId, kind: 'sessions-ended', reference });
  await recordEvent(tx, { verb: 'session.ended', reference });
}

/** What was done with an account; for its administrator alone. */
export function listChanges(tx: ViewerTx, staffId: string): Promise<readonly Change[]> {
  return readChanges(tx, staffId);
}

/**
 * A job: on the day that was set, whatever a leaver still had of Rowan ends.
 *
 * @returns how many accounts it closed
 */
export function shutAccounts({ worker }: { readonly worker: Database }): Promise<number> {
  return worker.withReferenceTx(shutLeavers);
}

async function record(
  tx: ActTx,
  { reference }: StaffingHands,
  change: { readonly staffId: string; readonly kind: ChangeKind; readonly what: string | null },
): Promise<void> {
  await insertChange(tx, { ...change, reference });
  await recordEvent(tx, { verb: 'staff.changed', reference });
}
