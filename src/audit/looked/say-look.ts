import type { AuditVerb } from '../verbs.ts';

/** What was done or seen in a case, in words that the survivor can be shown. */
const says: Partial<Record<AuditVerb, string>> = {
  'concern.recorded': 'Recorded the concern',
  'concern.accepted': 'Took the concern up',
  'concern.asked-back': 'Asked whoever recorded it a question',
  'concern.answered': 'Answered a question about it',
  'concern.handed-on': 'Handed the concern on',
  'concern.shown': 'Opened a page of it',
  'concern.climbed': 'Told a manager that it waited',
  'case.shown': 'Opened a page of it',
  'case.opened': 'Opened the case',
  'case.closed': 'Closed the case',
  'case.reopened': 'Opened the case again',
  'case.printed': 'Printed from it',
  'lead.assigned': 'Named who leads the case',
  'team-member.added': 'Added somebody to its team',
  'team-member.removed': 'Took somebody out of its team',
  'exclusion.set': 'Shut somebody out of it',
  'exclusion.lifted': 'Let somebody in again',
  'advice.given': 'Was told what the policy asks for',
  'facts.added': 'Added what is known',
  'person.created': 'Added a person',
  'person.linked': 'Put a person into it',
  'person.unlinked': 'Took a person out of it',
  'person.changed': 'Changed what is known of a person',
  'contact.agreed': 'Kept how it is safe to get in touch',
  'note.written': 'Wrote a note',
  'note.corrected': 'Corrected a note',
  'notes.shown': 'Read the notes',
  'address.shown': 'Read the address',
  'reading.paused': 'Was asked why before opening it',
  'audit.shown': 'Read who had looked',
  'audit.printed': 'Printed who had looked',
  'task.made': 'Noted something to do',
  'task.shown': 'Looked at something to do',
  'task.done': 'Did something that was to do',
  'task.reopened': 'Said that something is still to do',
  'task.ended': 'Ended something that was to do',
  'task.handed-on': 'Handed on something to do',
  'task.climbed': 'Told a manager that something was late',
  'task.freed': 'Took something to do from somebody who no longer sees it',
  'key.renewed': 'Sealed it again under a new key',
  'glass.broken': 'Opened it in an emergency, with a reason that is reviewed',
  'glass.ended': 'Ended the emergency',
  'glass.chased': 'Reminded that an emergency was not reviewed',
  'glass.reviewed': 'Reviewed an emergency',
  'glass-review.shown': 'Read what was done in an emergency',
};

/** In plain words; a verb that has none is spelled out, since each is a whole word of the list. */
export function sayVerb(verb: string): string {
  const known: Readonly<Record<string, string | undefined>> = says;
  const spelled = verb.replaceAll(/[.-]/g, ' ');
  return known[verb] ?? `${spelled.charAt(0).toUpperCase()}${spelled.slice(1)}`;
}

const relations: Readonly<Record<string, string>> = {
  lead: 'leads it',
  receiver: 'receives concerns',
  manager: 'manages whoever leads it',
  team: 'is in its team',
  emergency: 'opened it in an emergency',
  recorder: 'recorded it',
  staff: 'works here',
  'information-governance': 'watches over records',
  rowan: 'does of itself what is due',
};

/** Why somebody could: their relation, and whether they stood in for a colleague. */
export function sayRelation(actingAs: string): string {
  const [relation = '', covering] = actingAs.split(', ');
  return `${relations[relation] ?? relation}${covering === undefined ? '' : ', standing in'}`;
}
