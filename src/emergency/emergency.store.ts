import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';

/** By what a case is sought; the hashes are of the whole name and of the date of birth. */
export interface Sought {
  readonly reference: string | null;
  readonly name: Buffer | null;
  readonly birth: Buffer | null;
}

/** None for whoever has not the role, and none that they are shut out of. */
export async function findForEmergency(
  tx: ViewerTx,
  { reference, name, birth }: Sought,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from rowan_private.find_for_emergency(${reference}, ${name}, ${birth}) as found (id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export async function insertBreak(
  tx: ActTx,
  broken: {
    readonly breakId: string;
    readonly organisationId: string;
    readonly caseId: string;
    readonly staffId: string;
    readonly whyCipher: Buffer;
  },
): Promise<void> {
  const { breakId, organisationId, caseId, staffId, whyCipher } = broken;
  await sql`
    insert into break_glass (break_glass_id, organisation_id, case_id, staff_id, why_cipher)
    values (${breakId}, ${organisationId}, ${caseId}, ${staffId}, ${whyCipher})
  `.execute(tx);
}

/** The lead, or whoever receives concerns; information governance; nobody who is shut out. */
export async function readWhoHears(tx: ViewerTx, caseId: string, by: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from rowan_private.who_hears_of_break(${caseId}, ${by}) as heard (id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export interface LiveBreak {
  readonly whyCipher: Buffer;
  readonly breakId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly endsAt: Date;
}

/** The viewer's own that last. */
export async function readLiveBreaks(tx: ViewerTx): Promise<readonly LiveBreak[]> {
  const { rows } = await sql<LiveBreak>`
    select b.break_glass_id as "breakId", b.case_id as "caseId", c.reference, b.ends_at as "endsAt",
      b.why_cipher as "whyCipher"
    from break_glass as b
    join case_record as c on c.case_id = b.case_id and c.organisation_id = b.organisation_id
    where b.staff_id = rowan_private.acting_staff() and b.ends_at > now()
      and b.case_id in (select rowan_private.my_emergencies())
      and not exists (
        select from break_glass_step as s where s.break_glass_id = b.break_glass_id and s.kind = 'ended'
      )
    order by b.ends_at, b.break_glass_id
  `.execute(tx);
  return rows;
}

/** Whether the viewer broke it, and may see so still. */
export async function isOwnBreak(tx: ViewerTx, breakId: string): Promise<boolean> {
  const { rows } = await sql`
    select from break_glass
    where break_glass_id = ${breakId} and staff_id = rowan_private.acting_staff()
  `.execute(tx);
  return rows.length > 0;
}

export async function insertEnd(
  tx: ActTx,
  {
    stepId,
    breakId,
    caseId,
    at,
  }: { readonly stepId: string; readonly breakId: string; readonly caseId: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into break_glass_step (break_glass_step_id, break_glass_id, case_id, kind, by_staff, at)
    values (${stepId}, ${breakId}, ${caseId}, 'ended', rowan_private.acting_staff(), ${at})
  `.execute(tx);
}

export interface BreakOfCase {
  readonly breakId: string;
  readonly staffId: string;
  readonly from: Date;
  readonly until: Date;
  readonly whyCipher: Buffer;
  readonly wasRight: boolean | null;
}

/** Those that the viewer may see of a case: all of them for whoever answers for it. */
export async function readBreaksOfCase(tx: ViewerTx, caseId: string): Promise<readonly BreakOfCase[]> {
  const { rows } = await sql<BreakOfCase>`
    select b.break_glass_id as "breakId", b.staff_id as "staffId", b.broken_at as "from",
      least(b.ends_at, min(s.at) filter (where s.kind = 'ended')) as "until", b.why_cipher as "whyCipher",
      bool_and(s.was_right) filter (where s.kind = 'reviewed') as "wasRight"
    from break_glass as b
    left join break_glass_step as s on s.break_glass_id = b.break_glass_id
    where b.case_id = ${caseId} and b.organisation_id = rowan_private.viewer_organisation()
    group by b.break_glass_id
    order by b.broken_at desc, b.break_glass_id
  `.execute(tx);
  return rows;
}
