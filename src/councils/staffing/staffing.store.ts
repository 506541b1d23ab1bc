import { sql } from 'kysely';
import type { ActTx, ReferenceTx, ViewerTx } from '../../platform/database/index.ts';
import type { ViewerId } from '../../platform/ids.ts';
import type { TeamId } from '../organisation.store.ts';

/** An account as it is kept, its name still sealed. */
export interface AccountRow {
  readonly staffId: ViewerId;
  readonly teamId: TeamId;
  readonly managerId: ViewerId | null;
  readonly nameCipher: Buffer;
  readonly signIn: string;
  readonly roles: readonly string[];
  /** The first day on which they are gone, as 2026-11-30. */
  readonly leftOn: string | null;
  readonly isGone: boolean;
}

const columns = sql`
  s.staff_id as "staffId", s.team_id as "teamId", s.manager_id as "managerId",
  s.name_cipher as "nameCipher", s.sign_in as "signIn", s.left_on::text as "leftOn",
  coalesce(s.left_on <= current_date, false) as "isGone",
  array(
    select r.role from staff_role as r where r.staff_id = s.staff_id and r.ended_at is null order by r.role
  ) as roles
`;

/** All that the viewer's organisation has or had; of those with the id, that one. */
export async function readAccounts(tx: ViewerTx, staffId?: string): Promise<readonly AccountRow[]> {
  const wanted = staffId === undefined ? sql`true` : sql`s.staff_id = ${staffId}`;
  const { rows } = await sql<AccountRow>`select ${columns} from staff as s where ${wanted}`.execute(tx);
  return rows;
}

/** Whoever has this sign-in name or this e-mail address already, in the viewer's organisation. */
export async function readSame(
  tx: ViewerTx,
  { signIn, emailToken }: { readonly signIn: string; readonly emailToken: Buffer | null },
): Promise<readonly (AccountRow & { readonly isSameName: boolean })[]> {
  const { rows } = await sql<AccountRow & { isSameName: boolean }>`
    select ${columns}, s.sign_in = ${signIn} as "isSameName" from staff as s
    where s.sign_in = ${signIn} or s.email_token = ${emailToken}
  `.execute(tx);
  return rows;
}

/** For an administrator alone. */
export async function readEmail(tx: ViewerTx, staffId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ cipher: Buffer | null }>`
    select rowan_private.email_of(${staffId}) as cipher
  `.execute(tx);
  return rows[0]?.cipher ?? null;
}

interface Changed {
  readonly team_id: string;
  readonly manager_id: string | null;
  readonly name_cipher: Buffer;
  readonly email_cipher: Buffer | null;
  readonly email_token: Buffer | null;
  readonly left_on: string | null;
}

export async function updateAccount(tx: ActTx, staffId: string, changed: Partial<Changed>): Promise<void> {
  await tx
    .$extendTables<{ staff: Changed & { staff_id: string } }>()
    .updateTable('staff')
    .set(changed)
    .where('staff_id', '=', staffId)
    .execute();
}

export type ChangeKind =
  | 'added'
  | 'renamed'
  | 'moved'
  | 'managed'
  | 'reached'
  | 'role-given'
  | 'role-ended'
  | 'leaving'
  | 'closed'
  | 'returned'
  | 'sessions-ended'
  | 'way-in-made';

export interface Change {
  readonly kind: ChangeKind;
  /** A role, a day, or the id of a team or a manager. */
  readonly what: string | null;
  readonly by: string | null;
  readonly at: Date;
}

/** Says to whom something was done: the audit says that it was. */
export async function insertChange(
  tx: ActTx,
  {
    staffId,
    kind,
    what,
    reference,
  }: {
    readonly staffId: string;
    readonly kind: ChangeKind;
    readonly what?: string | null;
    readonly reference: string;
  },
): Promise<void> {
  await sql`
    insert into staff_change (organisation_id, staff_id, kind, what, by_staff, reference)
    values (rowan_private.viewer_organisation(), ${staffId}, ${kind}, ${what ?? null},
      rowan_private.current_staff(), ${reference})
  `.execute(tx);
}

const SHOWN = 50;

/** What was done with an account, the newest first; for an administrator alone. */
export async function readChanges(tx: ViewerTx, staffId: string): Promise<readonly Change[]> {
  const { rows } = await sql<Change>`
    select kind, what, by_staff as by, at from staff_change where staff_id = ${staffId}
    order by staff_change_id desc limit ${SHOWN}
  `.execute(tx);
  return rows;
}

/** Whether somebody has work to be handed on, as far as an administrator may know it. */
export function readOwesWork(tx: ViewerTx, staffId: string, { onlyLeading = false } = {}): Promise<boolean> {
  return ask(tx, sql`rowan_private.owes_work(${staffId}, ${onlyLeading})`);
}

export async function freeTasks(tx: ActTx, staffId: string): Promise<void> {
  await sql`select rowan_private.free_tasks_of_mover(${staffId})`.execute(tx);
}

export async function tellOfLeaver(tx: ActTx, staffId: string, now: Date): Promise<void> {
  await sql`select rowan_private.tell_of_leaver(${staffId}, ${now})`.execute(tx);
}

export async function tellOfAddress(tx: ActTx, staffId: string): Promise<void> {
  await sql`select rowan_private.tell_of_address(${staffId})`.execute(tx);
}

/** Whether it was open until now. */
export function shutAccount(tx: ActTx, staffId: string): Promise<boolean> {
  return ask(tx, sql`rowan_private.close_account(${staffId})`);
}

export async function endAllSessions(tx: ActTx, staffId: string): Promise<void> {
  await sql`select rowan_private.end_sessions_of(${staffId})`.execute(tx);
}

export function insertWayIn(
  tx: ActTx,
  staffId: string,
  { tokenHash, hours }: { readonly tokenHash: Buffer; readonly hours: number },
): Promise<boolean> {
  return ask(tx, sql`rowan_private.make_way_in(${staffId}, ${tokenHash}, ${hours})`);
}

/** The sign-in name of whom it is for. */
export async function insertFirstWayIn(
  tx: ReferenceTx,
  council: string,
  made: { readonly tokenHash: Buffer; readonly hours: number; readonly reference: string },
): Promise<string | undefined> {
  const { tokenHash, hours, reference } = made;
  const { rows } = await sql<{ name: string | null }>`
    select rowan_private.make_first_way_in(${council}, ${tokenHash}, ${hours}, ${reference}) as name
  `.execute(tx);
  return rows[0]?.name ?? undefined;
}

export async function shutLeavers(tx: ReferenceTx): Promise<number> {
  const { rows } = await sql<{ shut: number }>`
    select rowan_private.shut_accounts_of_leavers() as shut
  `.execute(tx);
  return rows[0]?.shut ?? 0;
}

async function ask(tx: ViewerTx | ReferenceTx, question: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ answer: boolean }>`select ${question} as answer`.execute(tx);
  return rows[0]?.answer ?? false;
}
