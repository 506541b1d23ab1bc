import { sql } from 'kysely';
import type { Advice, Facts } from '../../pathway/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { gatherKnown, type Known, type SaidRow } from './known-facts.rules.ts';

/** What the pathway gave for one set of facts, kept as it was. */
export interface AdviceRow {
  readonly adviceId: string;
  readonly givenAt: Date;
  readonly givenTo: string;
  readonly facts: Facts;
  readonly said: SaidRow['said'];
  readonly result: Advice;
  readonly policyVersion: string;
  readonly contentHash: string;
}

const columns = sql`
  advice_id as "adviceId", given_at as "givenAt", given_to as "givenTo", facts, said, result,
  policy_version as "policyVersion", content_hash as "contentHash"
`;

/** The advices of a case that the viewer may see, newest first. */
export async function readAdvices(
  tx: ViewerTx,
  caseId: string,
  limit: number,
): Promise<readonly AdviceRow[]> {
  const { rows } = await sql<AdviceRow>`
    select ${columns} from advice where case_id = ${caseId}
    order by given_at desc, advice_id desc limit ${limit}
  `.execute(tx);
  return rows;
}

/** What is known of a case, as far as the viewer sees who said it. */
export async function readKnown(tx: ViewerTx, caseId: string): Promise<Known> {
  const { rows } = await sql<SaidRow>`
    select given_at as "givenAt", facts, said, by_clock as "byClock" from advice where case_id = ${caseId}
    order by given_at, advice_id
  `.execute(tx);
  return gatherKnown(rows);
}

/** Whether the viewer sees what everybody said here, and not only what they recorded themselves. */
export async function seesWhole(tx: ViewerTx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`
    select rowan_private.sees_whole_case(${caseId}) as sees
  `.execute(tx);
  return rows[0]?.sees ?? false;
}

export async function setDanger(tx: ActTx, caseId: string, danger: boolean | null, at: Date): Promise<void> {
  await sql`
    update case_record set danger = ${danger}, danger_said_at = ${at} where case_id = ${caseId}
  `.execute(tx);
}

/** By which policy the newest advice was given; the advice itself is long. */
export async function readNewestHash(tx: ViewerTx, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    select content_hash as hash from advice where case_id = ${caseId}
    order by given_at desc, advice_id desc limit 1
  `.execute(tx);
  return rows[0]?.hash;
}

export interface NewAdvice extends AdviceRow {
  readonly byClock: readonly string[];
  readonly trace: unknown;
}

export async function insertAdvice(tx: ActTx, caseId: string, row: NewAdvice): Promise<void> {
  const { adviceId, givenAt, givenTo, facts, said, byClock, result, trace } = row;
  await sql`
    insert into advice
      (advice_id, case_id, given_at, given_to, facts, said, by_clock, result, trace, policy_version,
        content_hash)
    values (${adviceId}, ${caseId}, ${givenAt}, ${givenTo}, ${JSON.stringify(facts)},
      ${said && JSON.stringify(said)}, ${byClock}::text[], ${JSON.stringify(result)},
      ${JSON.stringify(trace)}, ${row.policyVersion}, ${row.contentHash})
  `.execute(tx);
}
