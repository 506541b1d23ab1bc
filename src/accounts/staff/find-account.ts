import { viewerOf } from '../../access/index.ts';
import type { Account } from '../../councils/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { type RouteRequest, readId } from '../../platform/http/index.ts';
import { readStaffing, type Staffing, type StaffNeeds } from './account.actions.ts';

/** An account of the administrator's own organisation, with all that may be chosen for it. */
export interface Found extends Staffing {
  readonly account: Account;
  /** It is the administrator's own. */
  readonly isOwn: boolean;
}

/** @returns undefined for what is not there, as for what is another organisation's */
export async function findAccount(
  tx: ViewerTx,
  needs: StaffNeeds,
  request: RouteRequest,
): Promise<Found | undefined> {
  const read = await readStaffing(tx, needs, request);
  const account = read.accounts.find(({ staffId }) => staffId === readId(request.params, 'person'));
  return account && { ...read, account, isOwn: account.staffId === viewerOf(request).staffId };
}

/** Does something with a colleague's account; nobody does it with their own. */
export function actOn<Value>(
  needs: StaffNeeds,
  request: RouteRequest,
  act: (tx: ActTx, found: Found) => Promise<Value>,
): Promise<Value | undefined> {
  return needs.database.actAs(
    viewerOf(request).staffId,
    // What is done writes its own rows of the audit.
    async () => {},
    async (tx) => {
      const found = await findAccount(tx, needs, request);
      return found === undefined || found.isOwn ? undefined : act(tx, found);
    },
  );
}
