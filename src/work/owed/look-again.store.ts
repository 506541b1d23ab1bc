import { sql } from 'kysely';
import type { ActTx } from '../../platform/database/index.ts';

/** A task for the lead; its owner is nobody where they may not see the case any more. */
export async function insertLook(
  tx: ActTx,
  asked: {
    readonly caseId: string;
    readonly organisationId: string;
    readonly owner: string;
    readonly role: string;
    readonly now: Date;
  },
): Promise<number> {
  const { caseId, organisationId, owner, role, now } = asked;
  const { numAffectedRows } = await sql`
    insert into task (
      task_id, organisation_id, case_id, action, label, owner_role, owner_id, due_at, timing, created_at
    )
    select uuidv7(), ${organisationId}, c.case_id, 'look-again',
      'Something new to read, case ' || c.reference, ${role},
      case when rowan_private.may_join(c.case_id, ${owner}) then ${owner}::uuid end, ${now}, 'now', ${now}
    from case_record as c where c.case_id = ${caseId}
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
