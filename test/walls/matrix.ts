import type { CaseAction, Relation } from '../../src/access/case.access.ts';
import type { Name } from './world.ts';

/**
 * Who may do what: trust.md's matrix for what is built, reviewed by eye and checked in. Each cell says it for
 * the concern and then for the case: y may, n may not. Denied is not found.
 *
 * Compared with the access table of src/access, with raw SQL as the application's role, and with the pages
 * over HTTP.
 */
export const actors = {
  lead: { who: 'leo', concern: undefined, case: 'lead' },
  receiver: { who: 'rosa', concern: 'receiver', case: 'receiver' },
  manager: { who: 'mona', concern: 'manager', case: 'manager' },
  team: { who: 'tara', concern: 'team', case: 'team' },
  recorder: { who: 'rita', concern: 'recorder', case: 'recorder' },
  coverLive: { who: 'cleo', concern: undefined, case: 'lead' },
  breakLive: { who: 'bea', concern: 'emergency', case: 'emergency' },
  breakEnded: { who: 'ben', concern: undefined, case: undefined },
  coverEnded: { who: 'colin', concern: undefined, case: undefined },
  excluded: { who: 'erin', concern: undefined, case: undefined },
  none: { who: 'noor', concern: undefined, case: undefined },
  asbOfficer: { who: 'abel', concern: undefined, case: undefined },
  governance: { who: 'iris', concern: undefined, case: undefined },
  foreign: { who: 'frank', concern: undefined, case: undefined },
  administrator: { who: 'ada', concern: undefined, case: undefined },
  administratorWithRole: { who: 'olga', concern: undefined, case: undefined },
  signedOut: { who: undefined, concern: undefined, case: undefined },
} as const satisfies Record<
  string,
  { who: Name | undefined; concern: Relation | undefined; case: Relation | undefined }
>;
export type Actor = keyof typeof actors;

/** Beside the actions on a case: counting, which follows the list; and opening it in an emergency. */
export type Action = CaseAction | 'count' | 'break-glass';

const columns = ['lead', 'receiver', 'manager', 'team', 'recorder', 'coverLive', 'breakLive'] as const;

const rows = `
                 lead  receiver  manager  team  recorder  coverLive  breakLive
list             ny    yy        yy       yy    yy        ny         yy
count            ny    yy        yy       yy    yy        ny         yy
open             ny    yy        yy       yy    yy        ny         yy
read-note        ny    yy        yy       yy    yn        ny         yy
read-address     ny    yy        yy       yy    yn        ny         yy
print            ny    yy        yy       yy    yn        ny         yy
add-note         ny    yy        yy       yy    yy        ny         yy
correct-note     ny    yy        yy       yy    yn        ny         nn
correct-own-note ny    yy        yy       yy    yy        ny         yy
add-fact         ny    yy        yy       yy    yy        ny         yy
add-person       ny    yy        yy       yy    yy        ny         nn
change-person    ny    yy        yy       yy    yn        ny         nn
remove-person    ny    yy        yy       yy    yn        ny         nn
read-contact     ny    yy        yy       yy    yn        ny         yy
tell-contact     ny    yy        yy       yy    yy        ny         yy
agree-contact    ny    yy        yy       yy    yn        ny         yy
tick-step        ny    yy        yy       yy    yn        ny         yy
tick-own-step    ny    yy        yy       yy    yy        ny         yy
pass-on          nn    yn        yn       yn    yn        nn         yn
take-up          nn    yn        nn       nn    nn        nn         nn
open-case        nn    yn        nn       nn    nn        nn         nn
assign-lead      ny    ny        ny       nn    nn        ny         nn
add-to-team      ny    yy        yy       nn    nn        ny         nn
exclude          ny    yy        yy       yy    yy        ny         nn
lift-exclusion   ny    yy        yy       nn    nn        ny         nn
close            ny    ny        ny       nn    nn        ny         nn
reopen           ny    ny        ny       ny    ny        ny         ny
read-audit       ny    yy        yy       nn    nn        ny         nn
break-glass      nn    nn        nn       nn    nn        nn         yy
`;

/**
 * Everybody else may do nothing at all, but for this: information governance reads who looked, of every case
 * of its own council, and nothing in it; and who has the right may break the glass, once more when their
 * time is over, and never past an exclusion.
 */
const others: Partial<Record<Actor, readonly Action[]>> = {
  governance: ['read-audit'],
  breakEnded: ['break-glass'],
};

/** Not built yet: counted, so that nobody takes them for tested. */
export const notBuilt = ['search', 'marac agency', 'partner representative'] as const;

export interface Cell {
  readonly action: Action;
  readonly actor: Actor;
  readonly stage: 'concern' | 'case';
  readonly allowed: boolean;
}

/** Every cell: actions × actors × stages. */
export const cells: readonly Cell[] = rows
  .trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [action = '', ...marks] = line.trim().split(/\s+/);
    return (Object.keys(actors) as Actor[]).flatMap((actor): Cell[] => {
      const place = (columns as readonly Actor[]).indexOf(actor);
      const may = others[actor]?.includes(action as Action) ? 'yy' : 'nn';
      const mark = (place < 0 ? may : marks[place]) ?? '??';
      return (['concern', 'case'] as const).map((stage, index) => ({
        action: action as Action,
        actor,
        stage,
        allowed: mark[index] === 'y',
      }));
    });
  });
