import { sql } from 'kysely';
import { recordEvent } from '../audit/index.ts';
import { type Telling, tell } from '../messages/index.ts';
import type { ActTx } from '../platform/database/index.ts';

/** Who gives something to do, in which request. */
export interface GivingHands extends Telling {
  readonly reference: string;
}

/**
 * Tells the owners of tasks that were just given to them. Who had nothing to do with the case joins its team
 * by name: a task that its owner cannot see is lost.
 */
export async function letOwnersIn(
  tx: ActTx,
  given: {
    readonly caseId: string;
    readonly taskIds: readonly string[];
    /** Those who receive concerns are told of this one, and need not be told of each task in it. */
    readonly comesWithConcern: boolean;
  },
  { viewer, clock, reference }: GivingHands,
): Promise<void> {
  const { caseId, taskIds, comesWithConcern } = given;
  const { rows } = await sql<{ id: string; joined: boolean; hears: boolean }>`
    select staff_id as id, joined, hears
    from rowan_private.let_owners_in(${caseId}, ${taskIds}::uuid[], ${clock.now()})
  `.execute(tx);
  for (const _ of rows.filter(({ joined }) => joined)) {
    await recordEvent(tx, { verb: 'team-member.added', caseId, reference });
  }
  const to = rows.filter(({ hears }) => !(hears && comesWithConcern)).map(({ id }) => id);
  await tell(tx, { viewer, clock }, { to, kind: 'task-given', caseId });
}
