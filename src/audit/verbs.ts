/**
 * Everything that the audit records, as whole words that can be searched for. A slice adds its own here, in
 * the past tense: what was done or seen.
 */
export const auditVerbs = [
  // Written by the database itself (migrations/0010-signing-in.sql).
  'organisation.founded',
  // Written by the database itself, at the start (migrations/0018-cases.sql).
  'organisation.followed-pack',
  'sign-in.accepted',
  'sign-in.refused',
  'sign-out.done',
  // Written by the database itself (migrations/0016-hiding.sql).
  'session.hidden',
  'session.ended',

  'team.added',
  'staff.added',
  'staff.changed',
  'staff.left',
  'staff.returned',
  // Written by the database itself, on the day that was set (migrations/0041-joiners-movers-leavers.sql).
  'account.closed',
  'way-in.made',
  'way-in.taken',
  'role.given',
  'role.ended',
  'cover.set',
  'cover.ended',

  'home.shown',
  'work.listed',
  'team-work.listed',
  'unclaimed.listed',
  'leavers.listed',
  'people.searched',

  'concern.recorded',
  'concern.accepted',
  'concern.asked-back',
  'concern.answered',
  'concern.handed-on',
  'concern.shown',
  // Written by the database itself, for a job (migrations/0019-told-and-late.sql).
  'concern.climbed',
  'task.climbed',
  'task.freed',
  'draft.reminded',
  'draft.manager-told',
  'case.shown',
  'case.not-found',
  'case.opened',
  'case.closed',
  'case.reopened',
  'closed-cases.listed',
  'case.printed',
  'glass.broken',
  'glass.not-found',
  // Written by the database itself as well, for a job (migrations/0053-emergency-reviews.sql).
  'glass.ended',
  'glass.chased',
  'glass.reviewed',
  'emergencies.listed',
  'glass-reviews.listed',
  'glass-review.shown',
  'lead.assigned',
  'team-member.added',
  'team-member.removed',
  'exclusion.set',
  'exclusion.lifted',
  'advice.given',
  'advice.compared',
  'facts.added',
  'signs.recorded',
  'person.created',
  'person.linked',
  'person.unlinked',
  'contact.agreed',
  'person.changed',
  'note.written',
  'note.corrected',
  'notes.shown',
  'address.shown',
  'task.made',
  'task.shown',
  'task.done',
  'task.reopened',
  'task.ended',
  'task.handed-on',
  'audit.shown',
  'message.read',

  'draft.begun',
  'draft.saved',
  'draft.opened',
  'draft.closed',

  'directory.reported',
  'directory.reports-listed',
  'directory.report-done',
  'directory.report-undone',
  'directory.confirmed',
  'directory.confirmation-withdrawn',
] as const;

export type AuditVerb = (typeof auditVerbs)[number];

/** The verb as it is kept, spelled with blanks: every one is a whole word of the list. */
export function sayVerb(verb: string): string {
  return verb.replaceAll(/[.-]/g, ' ');
}
