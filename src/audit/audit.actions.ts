import { sql } from 'kysely';
import type { ActTx } from '../platform/database/index.ts';
import type { AuditVerb } from './verbs.ts';

export interface AuditEvent {
  readonly verb: AuditVerb;
  /** The case that it was about. Without one it hangs on the chain of the member of staff. */
  readonly caseId?: string;
  /**
   * By which relation or role, where the database cannot know it at the end of the act: whoever hands a case
   * over may have lost sight of it by then. Otherwise the database says it.
   */
  readonly actingAs?: string;
  /** Words of a reason, as `commitToWords` makes them. */
  readonly reasonCommitment?: Buffer;
  /** The reference of the request. */
  readonly reference: string;
  /** For a list: the cases that it showed. */
  readonly casesShown?: readonly string[];
}

/**
 * Writes the record of an act or of a viewing, in the transaction of the act: if it cannot be written, the
 * act does not happen. The database itself says who, when and where in the chain.
 */
export async function recordEvent(tx: ActTx, event: AuditEvent): Promise<void> {
  await sql`select rowan_private.append_audit(
    ${event.verb}, ${event.caseId ?? null}, ${event.actingAs ?? null}, ${event.reasonCommitment ?? null},
    ${event.reference}, ${event.casesShown ?? []}
  )`.execute(tx);
}
