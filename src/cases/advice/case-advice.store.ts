import { sql } from 'kysely';
import type { Advice, Facts } from '../../pathway/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

/** What the pathway gave for one set of facts, kept as it was. */
export interface AdviceRow {
  readonly adviceId: string;
  readonly givenAt: Date;
  readonly givenTo: string;
  readonly facts: Facts;
  readonly result: Advice;
  readonly policyVersion: string;
  readonly contentHash: string;
}

const columns = sql`
  advice_id as "adviceId", given_at as "givenAt", given_to as "givenTo", facts, result,
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

export async function insertAdvice(
  tx: ActTx,
  caseId: string,
  { adviceId, givenAt, givenTo, facts, result, policyVersion, contentHash }: AdviceRow,
  trace: unknown,
): Promise<void> {
  await sql`
    insert into advice
      (advice_id, case_id, given_at, given_to, facts, result, trace, policy_version, content_hash)
    values (${adviceId}, ${caseId}, ${givenAt}, ${givenTo}, ${JSON.stringify(facts)},
      ${JSON.stringify(result)}, ${JSON.stringify(trace)}, ${policyVersion}, ${contentHash})
  `.execute(tx);
}

/** Two who add facts to one case at once wait for each other. */
export async function lockFacts(tx: ActTx, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`facts:${caseId}`}, 0))`.execute(tx);
}
