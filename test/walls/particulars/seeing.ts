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
  const told = ({ staffId }: Viewer) =>
    `select from safe_contact where case_id = '${caseId}' and told and written_by = '${staffId}'`;
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
    may(
      'what they heard to be safe',
      rita,
      `select from safe_contact where ${own} (written_by)`,
      scene.insertSafeContact(rita, caseId, true),
    ),
    mayNot('what others were told', rita, told(tara), scene.insertSafeContact(tara, caseId, true)),
    may('the team reads what its recorder told', tara, told(rita), scene.insertSafeContact(rita, caseId, true)),
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

/** A person is seen through a case; whoever wrote them down sees them until they stand in one. */
export function listPeople({ staff }: World, { case: opened }: scene.Scene): readonly Particular[] {
  const { noor, tara, rosa, leo, mona, rita } = staff;
  const [personId, caseId] = [makeUuid(), makeUuid()];
  const read = `select from person where person_id = '${personId}'`;
  const change = `update person set version = version + 1 where person_id = '${personId}'`;
  const readBefore = `select from person_before where person_id = '${personId}'`;
  const readTokens = `select from person_token where person_id = '${personId}'`;
  const stands = scene.insertPart(rita, opened.caseId, personId);
  const added = [scene.insertPerson(rita, personId), stands];
  const linked = [scene.insertPerson(leo, personId), stands];
  const broken = scene.insertBreak(rita, opened.caseId, true);
  const changed = (by: Viewer) => `insert into person_before (person_id, organisation_id, version, changed_by)
    values ('${personId}', '${by.organisationId}', 1, '${by.staffId}')`;
  return [
    may('who wrote a person down sees them', noor, read, scene.insertPerson(noor, personId)),
    may('and changes them', noor, change, scene.insertPerson(noor, personId)),
    mayNot('a colleague sees them', tara, read, scene.insertPerson(noor, personId)),
    mayNot('whoever receives concerns does', rosa, read, scene.insertPerson(noor, personId)),
    mayNot(
      'who wrote them down does, when they stand in a case of others',
      noor,
      read,
      ...[scene.insertPerson(noor, personId), scene.insertPart(leo, opened.caseId, personId)],
    ),
    mayNot('as another, somebody is written down', noor, scene.insertPerson(tara, personId)),
    may(
      'a person is put into one’s own case',
      noor,
      scene.insertPart(noor, caseId, personId),
      scene.insertCase(noor, caseId),
      scene.insertPerson(noor, personId),
    ),
    mayNot(
      'a person of a case of others is',
      noor,
      scene.insertPart(noor, caseId, opened.personId),
      scene.insertCase(noor, caseId),
    ),
    mayNot(
      'as another, they are',
      leo,
      scene.insertPart(mona, opened.caseId, personId),
      scene.insertPerson(leo, personId),
    ),
    may('its recorder sees whom they added', rita, read, ...added),
    mayNot('and changes them', rita, change, ...added),
    mayNot('in an emergency, they do', rita, change, ...added, broken),
    may('the team changes them', tara, change, ...added),
    mayNot('its recorder sees whom the lead has changed since', rita, read, ...added, changed(leo)),
    mayNot('or what was known before', rita, readBefore, ...added, changed(leo)),
    mayNot(
      'or by what they are found',
      rita,
      readTokens,
      ...added,
      scene.insertToken(rita, personId),
      changed(leo),
    ),
    mayNot(
      'or gives them more of that',
      rita,
      scene.insertToken(rita, personId),
      ...added,
      changed(leo),
    ),
    may('in an emergency, they do', rita, read, ...added, changed(leo), broken),
    may('the team does', tara, read, ...added, changed(leo)),
    may('its recorder sees whom they changed themselves', rita, read, ...added, changed(rita)),
    mayNot('whom they brought in from elsewhere, as others wrote them', rita, read, ...linked),
    mayNot(
      'who was taken out since',
      rita,
      read,
      ...added,
      `update case_person set removed_at = now(), removed_by = '${leo.staffId}'
       where person_id = '${personId}'`,
    ),
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
