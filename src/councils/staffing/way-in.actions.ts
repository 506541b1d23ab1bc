import { recordEvent } from '../../audit/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { drawToken } from '../../signing-in/index.ts';
import type { Account, StaffingHands } from './staffing.actions.ts';
import { insertChange, insertWayIn } from './staffing.store.ts';

/** Within it a new colleague has been given theirs by hand. */
export const HOURS_OF_A_WAY_IN = 24;

/**
 * Makes somebody a way in that works once. Those made before do not work any more.
 *
 * @returns the token, which is kept nowhere; undefined where there is nobody to make one for
 */
export async function makeWayIn(
  tx: ActTx,
  { reference }: StaffingHands,
  staffId: Account['staffId'],
): Promise<string | undefined> {
  const { token, tokenHash } = drawToken();
  if (!(await insertWayIn(tx, staffId, { tokenHash, hours: HOURS_OF_A_WAY_IN }))) return undefined;
  await insertChange(tx, { staffId, kind: 'way-in-made', reference });
  await recordEvent(tx, { verb: 'way-in.made', reference });
  return token;
}
