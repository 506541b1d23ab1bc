import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

/** One break, as whoever reviews it reads it. */
export interface BreakRow {
  readonly breakId: string;
  readonly caseId: string;
  readonly reference: string | null;
  readonly staffId: string;
  readonly brokenAt: Date;
  readonly endsAt: Date;
  readonly whyCipher: Buffer;
  readonly endedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly wasRight: boolean | null;
  readonly wordsCipher: Buffer | null;
  readonly reviewId: string | null;
  /** Whether the viewer may: information governance, and not whoever broke it. */
  readonly mayReview: boolean;
}

/** The newest breaks, those that nobody has reviewed first; one alone where it is named. */
export async function readBreaks(
  tx: ViewerTx,
  { limit, breakId }: { readonly limit: number; readonly breakId: string | null },
): Promise<readonly BreakRow[]> {
  const { rows } = await sql<BreakRow>`
    with seen as (
      select b.*, reviewed.by_staff as reviewed_by, reviewed.at as reviewed_at, reviewed.was_right,
        reviewed.words_cipher, reviewed.break_glass_step_id as review_id,
        (select least(b.ends_at, min(s.at)) from break_glass_step as s
          where s.break_glass_id = b.break_glass_id and s.kind = 'ended') as ended_at
      from break_glass as b
      left join break_glass_step as reviewed
        on reviewed.break_glass_id = b.break_glass_id and reviewed.kind = 'reviewed'
      where b.organisation_id = rowan_private.viewer_organisation()
        and (${breakId}::uuid is null or b.break_glass_id = ${breakId}::uuid)
      order by reviewed.at is not null, b.broken_at desc, b.break_glass_id
      limit ${limit}
    )
    select seen.break_glass_id as "breakId", seen.case_id as "caseId", known.reference,
      seen.staff_id as "staffId", seen.broken_at as "brokenAt", seen.ends_at as "endsAt",
      seen.why_cipher as "whyCipher", seen.ended_at as "endedAt", seen.reviewed_by as "reviewedBy",
      seen.reviewed_at as "reviewedAt", seen.was_right as "wasRight", seen.words_cipher as "wordsCipher",
      seen.review_id as "reviewId", rowan_private.may_review_break(seen.break_glass_id) as "mayReview"
    from seen
    left join rowan_private.references_of(array(select case_id from seen)) as known
      on known.case_id = seen.case_id
    order by seen.reviewed_at is not null, seen.broken_at desc, seen.break_glass_id
  `.execute(tx);
  return rows;
}

export interface LookRow {
  readonly at: Date;
  readonly verb: string;
}

/** What was done in the case while it was open to them, as the audit has it. */
export async function readLooksDuring(
  tx: ViewerTx,
  { caseId, staffId, brokenAt, endsAt }: BreakRow,
  limit: number,
): Promise<readonly LookRow[]> {
  const { rows } = await sql<LookRow>`
    select at, verb from audit_event
    where case_id = ${caseId} and staff_id = ${staffId} and acting_as = 'emergency'
      and at between ${brokenAt} and ${endsAt}
    order by seq limit ${limit}
  `.execute(tx);
  return rows;
}

export async function insertReview(
  tx: ActTx,
  review: {
    readonly stepId: string;
    readonly breakId: string;
    readonly caseId: string;
    readonly at: Date;
    readonly wasRight: boolean;
    readonly wordsCipher: Buffer;
  },
): Promise<void> {
  const { stepId, breakId, caseId, at, wasRight, wordsCipher } = review;
  await sql`
    insert into break_glass_step
      (break_glass_step_id, break_glass_id, case_id, kind, by_staff, at, was_right, words_cipher)
    values (${stepId}, ${breakId}, ${caseId}, 'reviewed', rowan_private.acting_staff(), ${at}, ${wasRight},
      ${wordsCipher})
  `.execute(tx);
}
