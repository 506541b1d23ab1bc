/**
 * Slips that change nothing that can come about, so that no test can find them, each with the reason. One
 * that is found after all is told when the slips are tried, for then its reason is wrong.
 */
interface Equivalent {
  readonly where: string;
  readonly slip: string;
  /** Enough of the text around it to know it by. */
  readonly at: string;
  readonly why: string;
}

const long = 'only a shortcut past a question whose answer is the same';
const judgedBefore =
  'an emergency is judged before the table is asked, and nobody stands between it and the team';
const noLead = 'a concern has no lead: case_lead refers to case_opening';
const worksOn = 'the restrictive policy about emergencies asks works_on, which asks as much or more';

const known: readonly Equivalent[] = [
  { where: "'correct-note'", slip: 'team for emergency', at: "case: 'emergency'", why: judgedBefore },
  { where: "'change-person'", slip: 'team for emergency', at: "case: 'emergency'", why: judgedBefore },
  { where: "'remove-person'", slip: 'team for emergency', at: "case: 'emergency'", why: judgedBefore },
  { where: "'assign-lead'", slip: 'lead for never', at: "concern: 'never'", why: noLead },
  { where: ' close:', slip: 'lead for never', at: "concern: 'never'", why: noLead },
  { where: ' reopen:', slip: 'lead for never', at: "concern: 'never'", why: noLead },
  { where: 'function standing_in', slip: 'or for and', at: 'p_staff and ends_at > now()', why: long },
  { where: 'function my_standing', slip: 'or for and', at: '= s.staff_id and c.ends_at > now()', why: long },
  { where: 'function my_standing', slip: 'or for and', at: '= s.staff_id and b.ends_at > now()', why: long },
  { where: 'function my_standing', slip: 'or for and', at: 'now()) and rowan_private.br', why: long },
  { where: 'function reads_person', slip: 'or for and', at: 'p_person and added_by = me and', why: long },
  {
    where: 'function works_with_person',
    slip: '= for <>',
    at: 'cp.added_by <> rowan_private.acting_staff()',
    why: 'whoever changes somebody is asked changes_person too; tokens of anybody else are refused by it',
  },
  { where: 'function sees_note', slip: 'or for and', at: 'note_id = p_note and case', why: worksOn },
  {
    where: 'function sees_note',
    slip: 'sees_case for sees_whole_case',
    at: 'else rowan_private.sees_whole_case(case_',
    why: worksOn,
  },
  {
    where: 'policy through_case_unlinks of case_person',
    slip: 'sees_case for sees_whole_case',
    at: 'rowan_private.sees_whole_case(case_id)',
    why: worksOn,
  },
  {
    where: 'policy own_step of concern_step',
    slip: 'sees_whole_case for sees_case',
    at: 'sees_case(case_id)',
    why: 'of what nobody has opened yet, whoever sees it sees the whole',
  },
  {
    where: 'function my_owed_case_ids',
    slip: 'or for and',
    at: "and t.done_at is null where 'recei",
    why: 'what is owed, and at the own council, is asked once more of all that are found',
  },
  {
    where: 'function is_closed',
    slip: 'asc for desc',
    at: 'at desc, case_closing_id desc limit 1 ), false)',
    why: 'the id decides between two of the same microsecond alone',
  },
  {
    where: 'function viewer',
    slip: 'false for true',
    at: "_setting('rowan.viewer', true)",
    why: 'where nobody ever said who asks, an error instead of nothing: Rowan always says',
  },
];

/** Why a slip changes nothing; undefined where it does, and so has to be found. */
export function whyNothing(what: string): string | undefined {
  return known.find(({ where, slip, at }) => [where, slip, at].every((words) => what.includes(words)))?.why;
}
