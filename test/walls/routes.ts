import type { Route } from '../../src/platform/http/index.ts';
import type { Name } from './world.ts';

/**
 * Who tries each route, in the order of the marks. What is tried is a concern, which the recorder recorded,
 * and the recorder's draft: nobody leads a concern, so that no mark stands where the lead is named.
 */
export const roles = {
  'signed out': undefined,
  staff: 'noor',
  recorder: 'rita',
  receiver: 'rosa',
  governance: 'iris',
  administrator: 'ada',
  'policy owner': 'paul',
  foreign: 'frank',
} as const satisfies Record<string, Name | undefined>;
export type Role = keyof typeof roles;

/** A route as the table writes it; *again* where whoever asks has to show once more who they are. */
export function tellRow(
  { method, path, audit, stepUp }: Pick<Route, 'method' | 'path' | 'audit' | 'stepUp'>,
  marks: readonly string[],
): string {
  const told = [typeof audit === 'string' && audit, stepUp && 'again'].filter(Boolean).join(', ');
  return `${method.padEnd(4)} ${path.padEnd(56)} ${marks.join(' ')}  ${told}`.trim();
}

export const readTable = (): readonly string[] => table.trim().split('\n');

/**
 * Every route, with what each role is answered, and the name under which it is recorded: y let in, - told
 * that there is no such page, s asked to sign in. A new route is a new row, reviewed by eye.
 *
 * Whoever throws a draft away that is not theirs is led home, as for one that is not there. A form that wants
 * more than routes.story.ts sends is answered with - to those who may as well.
 */
const table = `
GET  /                                                        y y y y y y y y  home.shown
GET  /account                                                 s y y y y y y y
GET  /account/password                                        s y y y y y y y
POST /account/password                                        s y y y y y y y  password.changed
GET  /account/passkeys/:passkeyId                             s - - - - - - -  again
POST /account/passkeys/:passkeyId                             s - - - - - - -  passkey.removed, again
POST /account/passkeys/challenge                              s y y y y y y y  again
GET  /account/passkeys/new                                    s y y y y y y y  again
POST /account/passkeys/new                                    s y y y y y y y  passkey.added, again
GET  /cases/:caseId                                           s - y y - - - -  case.shown
POST /cases/:caseId/address                                   s - y y - - - -  address.shown
GET  /cases/:caseId/advice                                    s - y y - - - -  case.shown
POST /cases/:caseId/advice                                    s - y y - - - -  advice.given
GET  /cases/:caseId/advice/facts/:place                       s - y y - - - -  case.shown
POST /cases/:caseId/advice/facts/:place                       s - y y - - - -  facts.added
GET  /cases/:caseId/audit                                     s - - y - - - -  audit.shown
GET  /cases/:caseId/audit/paper                               s - - y - - - -  audit.printed, again
GET  /cases/:caseId/closure                                   s - - - - - - -  case.shown
POST /cases/:caseId/closure                                   s - - - - - - -  case.closed
POST /cases/:caseId/closure/removal                           s - - - - - - -  case.reopened
GET  /cases/:caseId/contact                                   s - y y - - - -  case.shown
POST /cases/:caseId/contact                                   s - y y - - - -  contact.agreed
POST /cases/:caseId/exclusions                                s - y y - - - -  exclusion.set
POST /cases/:caseId/exclusions/:exclusionId/lifting           s - - y - - - -  exclusion.lifted
POST /cases/:caseId/kept                                      s - y y - - - -  draft.saved
POST /cases/:caseId/kept/:draft/removal                       s - y y - - - -  draft.closed
POST /cases/:caseId/lead                                      s - - - - - - -  lead.assigned
GET  /cases/:caseId/notes                                     s - y y - - - -  notes.shown
POST /cases/:caseId/notes                                     s - y y - - - -  note.written
GET  /cases/:caseId/notes/new                                 s - y y - - - -  notes.shown
GET  /cases/:caseId/paper                                     s - y y - - - -  case.printed, again
GET  /cases/:caseId/people                                    s - y y - - - -  case.shown
POST /cases/:caseId/people                                    s - y y - - - -  person.created
GET  /cases/:caseId/people/:personId                          s - y y - - - -  case.shown
POST /cases/:caseId/people/:personId                          s - y y - - - -  person.changed
POST /cases/:caseId/people/:personId/removal                  s - y y - - - -  person.unlinked
POST /cases/:caseId/people/:personId/return                   s - y y - - - -  person.linked
GET  /cases/:caseId/people/new                                s - y y - - - -  case.shown
GET  /cases/:caseId/receiving                                 s - y y - - - -  concern.shown
POST /cases/:caseId/receiving/acceptance                      s - - y - - - -  concern.accepted
POST /cases/:caseId/receiving/answer                          s - y y - - - -  concern.answered
POST /cases/:caseId/receiving/hand-over                       s - - y - - - -  concern.handed-on
POST /cases/:caseId/receiving/question                        s - - y - - - -  concern.asked-back
POST /cases/:caseId/reopening                                 s - - - - - - -  case.reopened
POST /cases/:caseId/team                                      s - - y - - - -  team-member.added
POST /cases/:caseId/team/:staffId/removal                     s - - y - - - -  team-member.removed
GET  /cases/:caseId/timeline                                  s - y y - - - -  case.shown
GET  /cases/:caseId/working                                   s - y y - - - -  case.shown
GET  /concerns/:case/saved                                    s - y - - - - -  concern.shown
POST /concerns/new                                            s y y y y - y y  draft.begun
GET  /concerns/new/:draft                                     s - y - - - - -
GET  /concerns/new/:draft/:page                               s - y - - - - -
POST /concerns/new/:draft/:page                               s - y - - - - -  draft.saved
POST /concerns/new/:draft/:page/keep                          s - y - - - - -  draft.saved
POST /concerns/new/:draft/away                                s y y y y - y y  draft.closed
GET  /concerns/new/:draft/paper                               s - y - - - - -
GET  /concerns/new/:draft/question                            s - y - - - - -
POST /concerns/new/:draft/question                            s - y - - - - -  draft.saved
POST /concerns/new/:draft/record                              s - y - - - - -  concern.recorded
GET  /concerns/new/:draft/result                              s - y - - - - -
POST /concerns/new/:draft/result                              s - y - - - - -  draft.saved
GET  /directory                                               y y y y y y y y
POST /directory                                               y y y y y y y y
GET  /directory/:id                                           y y y y y y y y
POST /directory/:id/confirmation                              s - - - - - - -  directory.confirmed
GET  /directory/:id/report                                    s y y y y y y y
POST /directory/:id/report                                    s y y y y y y y  directory.reported
GET  /directory/reports                                       s - - - - - y -  directory.reports-listed
POST /directory/reports/:report/steps                         s - - - - - - -  directory.report-done
GET  /emergency                                               s - - - - - - y  emergencies.listed
POST /emergency                                               s - - - - - - y  glass.broken, again
POST /emergency/:breakId/end                                  s - - - - - - -  glass.ended
GET  /emergency/reviews                                       s - - - y - - -  glass-reviews.listed
GET  /emergency/reviews/:breakId                              s - - - y - - -  glass-review.shown
POST /emergency/reviews/:breakId                              s - - - y - - -  glass.reviewed
GET  /help                                                    y y y y y y y y
POST /hide                                                    y y y y y y y y  session.hidden
GET  /oversight                                               s - - - y - - -  audits.listed
POST /oversight                                               s - - - y - - -  audits.listed
GET  /oversight/cases/:caseId                                 s - - - y - - -  audit.shown
GET  /oversight/cases/:caseId/paper                           s - - - y - - -  audit.printed, again
GET  /oversight/reading                                       s y y y y y y y  reading.listed
POST /oversight/reading/:unusualId/closing                    s - - - - - - -  reading.closed
GET  /policies                                                y y y y y y y y
GET  /policies/:council                                       y y y y y y y y
GET  /policies/:council/chart                                 y y y y y y y y
GET  /policies/:council/clauses                               y y y y y y y y
GET  /policies/:council/proofs                                y y y y y y y y
GET  /policies/:council/questions                             y y y y y y y y
GET  /policies/:council/source                                y y y y y y y y
GET  /policies/compare                                        y y y y y y y y
GET  /reading                                                 s y y y y y y y  reading.listed
POST /reading/:unusualId/reason                               s - - - - - - -  reading.explained
GET  /session                                                 y y y y y y y y
POST /session                                                 s y y y y y y y
GET  /reading/pause/:caseId                                   s y y y y y y y
POST /reading/pause/:caseId                                   s y y y y y y y  reading.explained
GET  /sessions                                                s y y y y y y y
POST /sessions/:sessionId/end                                 s - - - - - - -  session.ended, again
POST /sessions/end                                            s y y y y y y y  session.ended, again
GET  /sign-in                                                 y y y y y y y y
POST /sign-in                                                 y y y y y y y y  sign-in.accepted
POST /sign-in/passkey                                         y y y y y y y y  sign-in.accepted
POST /sign-in/passkey/challenge                               y y y y y y y y
POST /sign-out                                                y y y y y y y y  sign-out.done
GET  /tasks/:taskId                                           s - y y - - - -  task.shown
POST /tasks/:taskId/completion                                s - y y - - - -  task.done
POST /tasks/:taskId/hand-over                                 s - y y - - - -  task.handed-on
POST /tasks/:taskId/reopening                                 s - y y - - - -  task.reopened
POST /tasks/:taskId/taking                                    s - y y - - - -  task.handed-on
POST /tasks/:taskId/tick                                      s - y y - - - -  task.done
POST /tasks/:taskId/tick/removal                              s - y y - - - -  task.reopened
GET  /staff                                                   s - - - - y - -
GET  /staff/:person                                           s - - - - y - -
POST /staff/:person                                           s - - - - y - -  staff.changed, again
GET  /staff/:person/closing                                   s - - - - y - -  again
POST /staff/:person/closing                                   s - - - - y - -  staff.left, again
POST /staff/:person/return                                    s - - - - y - -  staff.returned, again
POST /staff/:person/sessions                                  s - - - - y - -  session.ended, again
POST /staff/:person/way-in                                    s - - - - y - -  way-in.made, again
GET  /staff/new                                               s - - - - y - -  again
POST /staff/new                                               s - - - - y - -  staff.added, again
POST /staff/teams                                             s - - - - y - -  team.added, again
POST /told/seen                                               s y y y y y y y  message.read
GET  /try-a-situation                                         y y y y y y y y
POST /try-a-situation                                         y y y y y y y y
GET  /try-a-situation/chart                                   y y y y y y y y
GET  /try-a-situation/councils                                y y y y y y y y
POST /try-a-situation/councils                                y y y y y y y y
GET  /try-a-situation/questions                               y y y y y y y y
POST /try-a-situation/questions                               y y y y y y y y
GET  /way-in/:token                                           - - - - - - - -
POST /way-in/:token                                           - - - - - - - -  way-in.taken
GET  /work                                                    s y y y y y y y  work.listed
GET  /work/closed                                             s y y y y y y y  closed-cases.listed
GET  /work/cover                                              s y y y y y y y
POST /work/cover                                              s y y y y y y y  cover.set
POST /work/cover/:coverId/end                                 s - - - - - - -  cover.ended
GET  /work/leavers                                            s y y y y y y y  leavers.listed
GET  /work/leavers/:staffId                                   s - - - - - - -  leavers.listed
POST /work/leavers/:staffId                                   s - - - - - - -  lead.assigned
GET  /work/team                                               s y y y y y y y  team-work.listed
GET  /work/unclaimed                                          s - - y - - - y  unclaimed.listed
GET  /working-days                                            y y y y y y y y
`;
