import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import { makeUuid, type World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/** Of a case that others have opened, its recorder sees what is theirs, and who opened and who leads it. */
export function listOwn({ staff }: World, { case: { caseId } }: scene.Scene): readonly Particular[] {
  const { rita, leo, tara, noor, erin } = staff;
  const own = `case_id = '${caseId}' and '${rita.staffId}' in`;
  const closed = [scene.insertClosing(leo, caseId, 'closed'), scene.insertClosing(rita, caseId, 'reopened')];
  const closedBy = ({ staffId }: Viewer) =>
    `select from case_closing where case_id = '${caseId}' and by_staff = '${staffId}'`;
  const lead = `select from case_lead where case_id = '${caseId}'`;
  const opening = `select from case_opening where case_id = '${caseId}'`;
  return [
    may(
      'its recorder reads their note',
      rita,
      `select from note where ${own} (written_by)`,
      scene.insertNote(rita, caseId, makeUuid()),
    ),
    may(
      'the facts that they gave',
      rita,
      `select from advice where ${own} (given_to)`,
      scene.insertAdvice(rita, caseId, makeUuid()),
    ),
    may(
      'the sign that they saw',
      rita,
      `select from sign_seen where ${own} (seen_by)`,
      scene.insertSign(rita, caseId),
    ),
    may(
      'their task',
      rita,
      `select from task where ${own} (owner_id)`,
      scene.insertTask(rita, caseId, makeUuid(), rita),
    ),
    may(
      'and ends it',
      rita,
      `update task set done_at = now() where ${own} (owner_id)`,
      scene.insertTask(rita, caseId, makeUuid(), rita),
    ),
    ...listTold(staff, caseId),
    may('why they opened it again', rita, closedBy(rita), ...closed),
    mayNot('why it was closed', rita, closedBy(leo), ...closed),
    may('the team reads why it was closed', tara, closedBy(leo), ...closed),
    ...[lead, opening].flatMap((read) => [
      may('its recorder reads who opened and who leads it', rita, read),
      mayNot('a stranger does', noor, read),
      mayNot('who is shut out does', erin, read),
    ]),
  ];
}

function listTold({ rita, tara }: World['staff'], caseId: string): readonly Particular[] {
  const told = ({ staffId }: Viewer) =>
    `select from safe_contact where case_id = '${caseId}' and told and written_by = '${staffId}'`;
  return [
    may('what they heard to be safe', rita, told(rita), scene.insertSafeContact(rita, caseId, true)),
    mayNot('what others were told', rita, told(tara), scene.insertSafeContact(tara, caseId, true)),
    may(
      'the team reads what its recorder told',
      tara,
      told(rita),
      scene.insertSafeContact(rita, caseId, true),
    ),
  ];
}

/** An emergency adds to what somebody has to do with a case, and takes nothing away. */
export function listEmergencies({ staff }: World, { case: opened }: scene.Scene): readonly Particular[] {
  const { rita, leo, mona, tara, noor } = staff;
  const { caseId, noteId, personId } = opened;
  const [own, newcomer] = [makeUuid(), makeUuid()];
  const broken = (by: Viewer) => scene.insertBreak(by, caseId, true);
  const takeOut = (by: Viewer) => `
    update case_person set removed_at = now(), removed_by = '${by.staffId}'
    where case_id = '${caseId}' and person_id = '${personId}'`;
  const correct = (by: Viewer, corrected: string) => scene.insertNote(by, caseId, makeUuid(), corrected);
  return [
    may(
      'its recorder who broke the glass reads a note',
      rita,
      `select from note where note_id = '${noteId}'`,
      broken(rita),
    ),
    mayNot('corrects it', rita, correct(rita, noteId), broken(rita)),
    may('corrects their own', rita, correct(rita, own), broken(rita), scene.insertNote(rita, caseId, own)),
    may('shuts somebody out', rita, scene.insertExclusion(rita, caseId, noor), broken(rita)),
    may(
      'adds a person',
      rita,
      scene.insertPart(rita, caseId, newcomer),
      broken(rita),
      scene.insertPerson(rita, newcomer),
    ),
    mayNot('takes a person out', rita, takeOut(rita), broken(rita)),
    may('who is in the team and broke the glass corrects a note', tara, correct(tara, noteId), broken(tara)),
    may('takes a person out', tara, takeOut(tara), broken(tara)),
    may(
      'the lead who broke the glass closes it',
      leo,
      scene.insertClosing(leo, caseId, 'closed'),
      broken(leo),
    ),
    may('their manager does', mona, scene.insertClosing(mona, caseId, 'closed'), broken(mona)),
  ];
}

/** Who is shut out reads not even who looked; and nobody lifts what was never set. */
export function listShutOut(
  { staff }: World,
  { case: { caseId, exclusionId } }: scene.Scene,
): readonly Particular[] {
  const { iris, leo, rosa, noor } = staff;
  const audit = `select from audit_event where case_id = '${caseId}'`;
  const lift = `update exclusion set lifted_at = now(), lifted_by = '${leo.staffId}'
    where exclusion_id = '${exclusionId}'`;
  const setAsLifted = `insert into exclusion
      (exclusion_id, organisation_id, case_id, staff_id, set_by, why_cipher, lifted_at, lifted_by)
    values ('${makeUuid()}', '${leo.organisationId}', '${caseId}', '${noor.staffId}', '${leo.staffId}',
      '${scene.canary}', now(), '${leo.staffId}')`;
  return [
    may('information governance reads who looked', iris, audit),
    mayNot('when shut out', iris, audit, scene.insertExclusion(rosa, caseId, iris)),
    may('and what was done outside of cases', iris, 'select from audit_event where case_id is null'),
    mayNot('anybody else does', noor, 'select from audit_event where case_id is null'),
    mayNot('an exclusion is lifted twice', leo, lift, lift),
    mayNot('one is set as lifted', leo, setAsLifted),
  ];
}
