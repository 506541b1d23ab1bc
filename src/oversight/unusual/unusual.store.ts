import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

/** Something that was read, and what was said of it. */
export interface UnusualRow {
  readonly unusualId: string;
  readonly staffId: string;
  readonly kind: 'many-cases' | 'many-searches' | 'emergencies-in-vain' | 'out-of-hours' | 'same-name';
  readonly fromAt: Date;
  readonly cases: number;
  readonly caseId: string | null;
  /** Null where the viewer neither sees the case nor reads its audit. */
  readonly reference: string | null;
  readonly answerId: string | null;
  readonly answerCipher: Buffer | null;
  readonly closingId: string | null;
  readonly closingCipher: Buffer | null;
}

/** @param whose the viewer's own, or everybody's but the viewer's, as far as they may be read */
export async function readUnusual(
  tx: ViewerTx,
  whose: 'own' | 'others',
  limit: number,
): Promise<readonly UnusualRow[]> {
  const { rows } = await sql<UnusualRow>`
    with newest as (
      select r.*, answer.unusual_reading_step_id as answer_id, answer.words_cipher as answer_cipher,
        closing.unusual_reading_step_id as closing_id, closing.words_cipher as closing_cipher
      from unusual_reading as r
      left join lateral (
        select * from unusual_reading_step as s
        where s.unusual_reading_id = r.unusual_reading_id and s.kind = 'answered' order by s.at desc limit 1
      ) as answer on true
      left join lateral (
        select * from unusual_reading_step as s
        where s.unusual_reading_id = r.unusual_reading_id and s.kind = 'closed' order by s.at desc limit 1
      ) as closing on true
      where r.organisation_id = rowan_private.viewer_organisation()
        and (r.staff_id = rowan_private.viewer()) = ${whose === 'own'}
      order by closing.at is not null, r.from_at desc, r.unusual_reading_id
      limit ${limit}
    )
    select n.unusual_reading_id as "unusualId", n.staff_id as "staffId", n.kind, n.from_at as "fromAt",
      n.cases, n.case_id as "caseId", coalesce(c.reference, known.reference) as reference,
      n.answer_id as "answerId", n.answer_cipher as "answerCipher", n.closing_id as "closingId",
      n.closing_cipher as "closingCipher"
    from newest as n
    left join case_record as c on c.case_id = n.case_id and c.organisation_id = n.organisation_id
    left join rowan_private.references_of(array(select case_id from newest)) as known
      on known.case_id = n.case_id
    order by n.closing_id is not null, n.from_at desc, n.unusual_reading_id
  `.execute(tx);
  return rows;
}

/** Where words of a step are sealed, under the organisation's key. */
export const placeOfWords = (stepId: string) => ({
  table: 'unusual_reading_step',
  column: 'words_cipher',
  row: stepId,
});

export async function readWaits(tx: ViewerTx, caseId: string, most: number): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean | null }>`
    select rowan_private.reading_waits(${caseId}, ${most}) as waits
  `.execute(tx);
  return rows[0]?.waits === true;
}

export async function readSearchingWaits(tx: ViewerTx, most: number): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select rowan_private.searching_waits(${most}) as waits
  `.execute(tx);
  return rows[0]?.waits === true;
}

export async function insertExplanation(
  tx: ActTx,
  {
    kind,
    stepId,
    wordsCipher,
    most,
  }: {
    readonly kind: 'many-cases' | 'many-searches';
    readonly stepId: string;
    readonly wordsCipher: Buffer;
    readonly most: number;
  },
): Promise<void> {
  await sql`select rowan_private.explain_reading(${kind}, ${stepId}, ${wordsCipher}, ${most})`.execute(tx);
}

export async function insertStep(
  tx: ActTx,
  step: {
    readonly stepId: string;
    readonly unusualId: string;
    readonly kind: 'answered' | 'closed';
    readonly at: Date;
    readonly wordsCipher: Buffer;
  },
): Promise<void> {
  const { stepId, unusualId, kind, at, wordsCipher } = step;
  await sql`
    insert into unusual_reading_step
      (unusual_reading_step_id, unusual_reading_id, kind, by_staff, at, words_cipher)
    values (${stepId}, ${unusualId}, ${kind}, rowan_private.acting_staff(), ${at}, ${wordsCipher})
  `.execute(tx);
}
