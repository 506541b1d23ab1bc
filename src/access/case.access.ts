/**
 * Who may do what with a concern or a case: one table, on the reader's relation to it. The database holds
 * the same walls by its own means (migrations/0013-case-policies.sql); test/walls/ compares the two, cell by
 * cell.
 */

/**
 * Why somebody may see a case, the strongest first: each of them may do all that those after it may. Whoever
 * covers for somebody has that person's relation while it lasts. Whoever broke the glass reads and writes for
 * four hours as a member of the team does, but for what `notInEmergency` names (src/emergency).
 */
export const relations = ['lead', 'receiver', 'manager', 'team', 'emergency', 'recorder'] as const;
export type Relation = (typeof relations)[number];

/** A concern is a record that nobody has opened yet; opening makes it a case. */
export type Stage = 'concern' | 'case';

/** What is needed at the least, at each stage; never means that the act has no place there. */
interface Needs {
  readonly concern: Relation | 'never';
  readonly case: Relation | 'never';
}

/**
 * The recorder of a case that others have opened keeps sight of what they recorded, and may add to it: what
 * they are told next must not be lost. Where somebody lives, and what others wrote, is then not theirs to
 * read or to replace: what they hear of safe contact is told to those who agree it.
 */
const table = {
  list: { concern: 'recorder', case: 'recorder' },
  open: { concern: 'recorder', case: 'recorder' },
  'add-note': { concern: 'recorder', case: 'recorder' },
  'correct-note': { concern: 'recorder', case: 'emergency' },
  'correct-own-note': { concern: 'recorder', case: 'recorder' },
  'add-fact': { concern: 'recorder', case: 'recorder' },
  'add-person': { concern: 'recorder', case: 'recorder' },
  'change-person': { concern: 'recorder', case: 'emergency' },
  'remove-person': { concern: 'recorder', case: 'emergency' },
  'tell-contact': { concern: 'recorder', case: 'recorder' },
  'agree-contact': { concern: 'recorder', case: 'emergency' },
  'read-contact': { concern: 'recorder', case: 'emergency' },
  'tick-step': { concern: 'recorder', case: 'emergency' },
  'tick-own-step': { concern: 'recorder', case: 'recorder' },
  exclude: { concern: 'recorder', case: 'recorder' },
  'read-note': { concern: 'recorder', case: 'emergency' },
  'read-address': { concern: 'recorder', case: 'emergency' },
  print: { concern: 'recorder', case: 'emergency' },
  'pass-on': { concern: 'recorder', case: 'never' },
  'take-up': { concern: 'receiver', case: 'never' },
  'open-case': { concern: 'receiver', case: 'never' },
  'assign-lead': { concern: 'never', case: 'manager' },
  'add-to-team': { concern: 'manager', case: 'manager' },
  'lift-exclusion': { concern: 'manager', case: 'manager' },
  close: { concern: 'never', case: 'manager' },
  reopen: { concern: 'never', case: 'recorder' },
  'read-audit': { concern: 'manager', case: 'manager' },
} as const satisfies Readonly<Record<string, Needs>>;

export type CaseAction = keyof typeof table;
/** All of them, for those who walk the table. */
export const caseActions = Object.keys(table) as readonly CaseAction[];

/**
 * What waits until a closed case is open again: in it nobody would look at what new facts ask for. Notes,
 * safe contact and who must not see it do not wait.
 */
const waiting: readonly CaseAction[] = ['add-fact', 'add-person', 'change-person', 'remove-person'];

export function waitsForReopening(action: CaseAction): boolean {
  return waiting.includes(action);
}

/**
 * What an emergency does not give: shutting out, changing people and who belongs to a case, and other
 * people's words.
 * Letting somebody in is not the team's either.
 */
const notInEmergency: readonly CaseAction[] = [
  'exclude',
  'add-person',
  'change-person',
  'remove-person',
  'correct-note',
];

/** A denial has a name, for the audit. The reader is told that there is no such page, whatever the name. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly denial: 'no-relation' | 'relation-too-weak' | 'not-at-this-stage' };

/** What is known of the reader and the case. */
export interface Standing {
  readonly relation: Relation | undefined;
  readonly stage: Stage;
  /**
   * The council lets recorders of a disclosure in this reader's team open the case themselves, and the reader
   * recorded this one.
   */
  readonly opensOwn?: boolean;
  /** The reader recorded it, whatever else they have to do with it. */
  readonly isRecorder?: boolean;
}

/** Whether a reader may do something with a case. */
export function decide(action: CaseAction, standing: Standing): Decision {
  const { relation, stage, opensOwn } = standing;
  if (relation === 'emergency' && notInEmergency.includes(action)) {
    if (standing.isRecorder) return decide(action, { ...standing, relation: 'recorder' });
    return { allowed: false, denial: 'relation-too-weak' };
  }
  if (relation === undefined) return { allowed: false, denial: 'no-relation' };
  const needed = table[action][stage];
  if (needed === 'never') return { allowed: false, denial: 'not-at-this-stage' };
  if (relations.indexOf(relation) <= relations.indexOf(needed)) return { allowed: true };
  if (action === 'open-case' && opensOwn === true) return { allowed: true };
  return { allowed: false, denial: 'relation-too-weak' };
}
