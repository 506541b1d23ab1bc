import type { Viewer } from '../../src/platform/http/index.ts';
import type { Action } from './matrix.ts';
import * as scene from './scene.ts';
import { makeUuid, type World } from './world.ts';

/** Statements that try an action; the last one gives or touches a row where it may. */
type Probe = (by: Viewer, place: scene.Place, world: World) => readonly string[];

/** Each action as raw SQL. Printing is reading, and so has no statement of its own. */
export const probes: Readonly<Record<Exclude<Action, 'print'>, Probe>> = {
  list: (_, { caseId }) => [
    `select from case_record where case_id = '${caseId}' and case_id in (
       select rowan_private.my_case_ids() union all select rowan_private.my_emergencies()
     )`,
  ],
  count: (_, { caseId }) => [
    `select from (select count(*) as n from case_record where case_id = '${caseId}') as c where n > 0`,
  ],
  open: (_, { caseId }) => [`select from case_record where case_id = '${caseId}'`],
  'read-note': (_, { noteId }) => [`select body_cipher from note where note_id = '${noteId}'`],
  'read-address': (_, { personId }) => [`select address_cipher from person where person_id = '${personId}'`],
  'add-note': (by, { caseId }) => [scene.insertNote(by, caseId, makeUuid())],
  'correct-note': (by, { caseId, noteId }) => [scene.insertNote(by, caseId, makeUuid(), noteId)],
  'correct-own-note': (by, { caseId }) => {
    const own = makeUuid();
    return [scene.insertNote(by, caseId, own), scene.insertNote(by, caseId, makeUuid(), own)];
  },
  'add-fact': (by, { caseId }) => [scene.insertAdvice(by, caseId, makeUuid())],
  'add-person': (by, { caseId }) => {
    const personId = makeUuid();
    return [scene.insertPerson(by, personId), scene.insertPart(by, caseId, personId)];
  },
  'remove-person': (by, { caseId, personId }) => [
    `update case_person set removed_at = now(), removed_by = '${by.staffId}'
     where case_id = '${caseId}' and person_id = '${personId}'`,
  ],
  'change-person': (_, { personId }) => [
    `update person set version = version + 1 where person_id = '${personId}'`,
  ],
  'tell-contact': (by, { caseId }) => [scene.insertSafeContact(by, caseId, true)],
  'agree-contact': (by, { caseId }) => [scene.insertSafeContact(by, caseId)],
  'read-contact': (_, { caseId }) => [`select ways_cipher from safe_contact where case_id = '${caseId}'`],
  'tick-step': (by, { caseId, taskId }) => [scene.insertTaskStep(by, caseId, taskId)],
  'tick-own-step': (by, { caseId }) => {
    const taskId = makeUuid();
    return [scene.insertTask(by, caseId, taskId, by), scene.insertTaskStep(by, caseId, taskId)];
  },
  'pass-on': (by, { caseId }) => [scene.insertStep(by, caseId, 'sent')],
  'take-up': (by, { caseId }) => [scene.insertStep(by, caseId, 'accepted')],
  'open-case': (by, { caseId }) => [scene.insertOpening(by, caseId)],
  'assign-lead': (by, { caseId }, { staff }) => [scene.insertLead(by, caseId, staff.noor)],
  'add-to-team': (by, { caseId }, { staff }) => [scene.insertMember(by, caseId, staff.noor)],
  exclude: (by, { caseId }, { staff }) => [scene.insertExclusion(by, caseId, staff.noor)],
  'lift-exclusion': (by, { exclusionId }) => [
    `update exclusion set lifted_at = now(), lifted_by = '${by.staffId}'
     where exclusion_id = '${exclusionId}'`,
  ],
  close: (by, { caseId }) => [scene.insertClosing(by, caseId, 'closed')],
  reopen: (by, { caseId }, { staff }) => [
    beViewer(staff.leo),
    scene.insertClosing(staff.leo, caseId, 'closed'),
    beViewer(by),
    scene.insertClosing(by, caseId, 'reopened'),
  ],
  'break-glass': (_, { reference }) => [
    `select from rowan_private.find_for_emergency('${reference}', null, null)`,
  ],
  'read-audit': (_, { caseId }) => [`select from audit_event where case_id = '${caseId}'`],
};

const rowsOf =
  (table: string): Probe =>
  (_, { caseId }) => [`select from ${table} where case_id = '${caseId}'`];

/** What goes with an action, and is free or shut to the same people. */
export const alongside: Readonly<Partial<Record<Action, readonly Probe[]>>> = {
  open: ['concern_step', 'case_team', 'exclusion'].map(rowsOf),
  'read-note': ['advice', 'sign_seen', 'case_person', 'task', 'task_step'].map(rowsOf),
  'read-address': [
    (_, { personId }) => [`select address_cipher from person_before where person_id = '${personId}'`],
    (_, { personId }) => [`select from person_token where person_id = '${personId}'`],
  ],
  'add-fact': [
    (by, { caseId }) => [scene.insertSign(by, caseId, makeUuid())],
    (by, { caseId }) => [scene.insertTask(by, caseId, makeUuid())],
    (_, { caseId }) => [`update case_record set danger = danger where case_id = '${caseId}'`],
  ],
  'add-to-team': [
    (_, { caseId }, { staff }) => [
      `update case_team set removed_at = now()
       where case_id = '${caseId}' and staff_id = '${staff.tara.staffId}'`,
    ],
  ],
  'change-person': [
    (_, { personId }) => [`update person set address_cipher = null where person_id = '${personId}'`],
    (by, { personId }) => [scene.insertToken(by, personId, makeUuid())],
  ],
};

const beViewer = ({ staffId }: Viewer) => `select set_config('rowan.viewer', '${staffId}', true)`;
