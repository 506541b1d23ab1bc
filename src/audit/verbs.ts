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

  'team.added',
  'staff.added',
  'staff.left',
  'role.given',
  'role.ended',
  'cover.set',
  'cover.ended',

  'home.shown',
  'work.listed',
  'team-work.listed',
  'unclaimed.listed',
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
