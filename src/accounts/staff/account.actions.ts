import { handsOf } from '../../access/index.ts';
import {
  type Account,
  findPolicyInForce,
  listAccounts,
  listChanges,
  readOwnOrganisation,
} from '../../councils/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import type { RouteRequest } from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import type { AccountRoutesOptions } from '../accounts.needs.ts';
import { listRoles } from './roles.ts';
import type { Choices } from './staff.forms.ts';

export type StaffNeeds = AccountRoutesOptions;

/** All accounts of the administrator's own organisation, and what may be chosen for one. */
export async function readStaffing(tx: ViewerTx, needs: StaffNeeds, request: RouteRequest) {
  const hands = handsOf(needs, request);
  const accounts = await listAccounts(tx, hands);
  const { organisation, teams } = await readOwnOrganisation(tx);
  const today = readLondonTime(needs.clock.now()).day;
  const policy = findPolicyInForce(needs, hands.viewer);
  return { hands, accounts, organisation, teams, policy, roles: listRoles(policy), today };
}

export type Staffing = Awaited<ReturnType<typeof readStaffing>>;

/** Whoever sees no case answers for nobody's cases: an administrator manages nobody. */
export function listChoices({ accounts, teams, roles }: Staffing, account?: Account): Choices {
  const held = account?.roles.filter((id) => !roles.some((role) => role.id === id)) ?? [];
  return {
    teams: teams.map(({ teamId: id, name }) => ({ id, name })),
    managers: accounts
      .filter(
        ({ staffId, managerId }) => staffId !== account?.staffId && managerId !== (account?.staffId ?? ''),
      )
      .filter(({ isGone, roles: theirs }) => !isGone && !theirs.includes('administrator'))
      .map(({ staffId: id, name }) => ({ id, name })),
    roles: [...roles, ...held.map((id) => ({ id, label: id }))],
  };
}

/** What was done with an account, a sentence each. */
export async function describeChanges(
  tx: ViewerTx,
  { accounts, teams, roles }: Staffing,
  { staffId }: Account,
): Promise<readonly string[]> {
  const nameOf = (id: string | null) => accounts.find((each) => each.staffId === id)?.name;
  const teamOf = (id: string | null) => teams.find(({ teamId }) => teamId === id)?.name ?? '';
  const roleOf = (id: string | null) => roles.find((role) => role.id === id)?.label ?? id ?? '';
  return (await listChanges(tx, staffId)).map(({ kind, what, by, at }) => {
    const says = {
      added: 'Added',
      renamed: 'Name changed',
      moved: `Moved to ${teamOf(what)}`,
      managed: `Manager: ${nameOf(what) ?? 'nobody'}`,
      reached: 'E-mail address changed',
      'role-given': `Role given: ${roleOf(what)}`,
      'role-ended': `Role taken away: ${roleOf(what)}`,
      leaving: 'Told that they leave',
      closed: 'Account closed',
      returned: 'Account kept open',
      'sessions-ended': 'All sessions ended',
      'way-in-made': 'One-time link made',
    }[kind];
    return `${says}, by ${nameOf(by) ?? 'Rowan'}, at ${sayMoment(at)}`;
  });
}
