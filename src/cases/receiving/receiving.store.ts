import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

/** A concern that nobody has taken up, as the list of those who receive them shows it. */
export interface Waiting {
  readonly caseId: string;
  readonly reference: string;
  readonly recordedAt: Date;
  readonly danger: boolean | null;
  readonly lastKind: string | null;
  readonly handedTo: string | null;
}

/** Concerns that wait, danger first, then the longest waiting. */
export async function readWaiting(tx: ViewerTx, limit: number): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select c.case_id as "caseId", c.reference, c.recorded_at as "recordedAt", c.danger,
      last.kind as "lastKind", handed.to_staff as "handedTo"
    from case_record as c
    left join lateral (
      select kind from concern_step where case_id = c.case_id order by at desc, concern_step_id desc limit 1
    ) as last on true
    left join lateral (
      select to_staff from concern_step where case_id = c.case_id and kind = 'handed-on'
      order by at desc, concern_step_id desc limit 1
    ) as handed on true
    where c.case_id in (select rowan_private.my_case_ids(array['receiver']))
      and not exists (select from case_opening as o where o.case_id = c.case_id)
    order by c.danger is true desc, c.recorded_at, c.case_id
    limit ${limit}
  `.execute(tx);
  return rows;
}

export interface Step {
  readonly stepId: string;
  readonly kind: string;
  readonly by: string | null;
  readonly to: string | null;
  readonly at: Date;
  readonly wordsCipher: Buffer | null;
}

/** What happened to a concern on its way, oldest first. */
export async function readConcernSteps(tx: ViewerTx, caseId: string): Promise<readonly Step[]> {
  const { rows } = await sql<Step>`
    select concern_step_id as "stepId", kind, by_staff as by, to_staff as "to", at,
      words_cipher as "wordsCipher"
    from concern_step where case_id = ${caseId} order by at, concern_step_id
  `.execute(tx);
  return rows;
}

export async function insertConcernStep(
  tx: ActTx,
  caseId: string,
  step: Step & { readonly kind: 'accepted' | 'asked-back' | 'answered' | 'handed-on' },
): Promise<void> {
  await sql`
    insert into concern_step (concern_step_id, case_id, kind, by_staff, to_staff, at, words_cipher)
    values (${step.stepId}, ${caseId}, ${step.kind}, ${step.by}, ${step.to}, ${step.at}, ${step.wordsCipher})
  `.execute(tx);
}

/** Those who receive concerns in the viewer's organisation, and are not shut out of this one. */
export async function readReceivers(tx: ViewerTx, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct r.staff_id as id from staff_role as r
    join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
    where r.ended_at is null and rowan_private.may_join(${caseId}, r.staff_id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}
