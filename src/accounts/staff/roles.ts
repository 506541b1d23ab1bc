import type { LoadedPolicy } from '../../pathway/index.ts';

export interface Role {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
}

/** What Rowan itself knows, whatever the council's policy says. */
const own: readonly Role[] = [
  { id: 'information-governance', label: 'Information governance', hint: 'Reads who has looked at what' },
  {
    id: 'break-glass',
    label: 'May open a case in an emergency',
    hint: 'For four hours, with a reason; its lead is told at once, and it is reviewed',
  },
  { id: 'policy-owner', label: 'Policy owner', hint: 'Keeps the policy and the directory' },
  {
    id: 'administrator',
    label: 'Administrator',
    hint: 'Manages accounts, and sees no case, whatever else they are',
  },
];

/**
 * The roles that somebody at a council can be given: those of its policy, but for the one that everybody has
 * and those that a service outside fills; and Rowan's own.
 */
export function listRoles({ words }: Pick<LoadedPolicy, 'words'>): readonly Role[] {
  const { roles, fills, 'receives-concerns': receives } = words;
  const outside = Object.keys(fills.services).map((slot) => fills.roles[slot]);
  const left = [fills.roles['staff-member'], ...outside];
  const ofPolicy = Object.entries(roles)
    .filter(([id]) => !left.includes(id))
    .map(([id, { label }]) => ({
      id,
      label,
      ...(id === receives && { hint: 'Receives every concern, and sees the case that it becomes' }),
    }));
  return [...ofPolicy, ...own];
}
