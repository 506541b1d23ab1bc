import { sql } from 'kysely';
import type { ViewerTx } from '../platform/database/index.ts';
import type { Relation, Standing } from './case.access.ts';

interface StandingRow {
  readonly relation: Relation | null;
  readonly opened: boolean;
  readonly opens: boolean;
  readonly recorded: boolean;
}

/**
 * What the viewer of this transaction has to do with a case, as the database knows it.
 *
 * @returns a standing without a relation for a case that is not there, as for one that is not the viewer's to
 * see
 */
export async function readStanding(tx: ViewerTx, caseId: string): Promise<Standing> {
  const { rows } = await sql<StandingRow>`
    select rowan_private.relation_to(${caseId}) as relation,
      exists (select from case_opening where case_id = ${caseId}) as opened,
      rowan_private.may_open_case(${caseId}) as opens,
      exists (
        select from case_record where case_id = ${caseId} and recorded_by = rowan_private.acting_staff()
      ) as recorded
  `.execute(tx);
  const [row] = rows;
  return {
    relation: row?.relation ?? undefined,
    stage: row?.opened ? 'case' : 'concern',
    opensOwn: row?.opens ?? false,
    isRecorder: row?.recorded ?? false,
  };
}
