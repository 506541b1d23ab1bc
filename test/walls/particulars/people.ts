import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import { makeUuid, type World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/** A person is seen through a case; whoever wrote them down sees them until they stand in one. */
export function listPeople({ staff }: World, { case: opened }: scene.Scene): readonly Particular[] {
  const { noor, tara, rosa, leo, mona } = staff;
  const [personId, caseId] = [makeUuid(), makeUuid()];
  const read = `select from person where person_id = '${personId}'`;
  const change = `update person set version = version + 1 where person_id = '${personId}'`;
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
    ...listRecorded(staff, opened),
  ];
}

/** Whoever only recorded a case that others opened reads of people what is all their own. */
function listRecorded(
  { tara, leo, rita, noor }: World['staff'],
  opened: scene.Scene['case'],
): readonly Particular[] {
  const personId = makeUuid();
  const read = `select from person where person_id = '${personId}'`;
  const change = `update person set version = version + 1 where person_id = '${personId}'`;
  const readBefore = `select from person_before where person_id = '${personId}'`;
  const readTokens = `select from person_token where person_id = '${personId}'`;
  const stands = scene.insertPart(rita, opened.caseId, personId);
  const added = [scene.insertPerson(rita, personId), stands];
  const linked = [scene.insertPerson(leo, personId), stands];
  const broken = scene.insertBreak(rita, opened.caseId, true);
  const caseId = makeUuid();
  const ofNoor = [
    scene.insertCase(noor, caseId),
    scene.insertOpening(leo, caseId),
    scene.insertPerson(noor, personId),
    scene.insertPart(noor, caseId, personId),
  ];
  const changed = (by: Viewer) => `insert into person_before (person_id, organisation_id, version, changed_by)
    values ('${personId}', '${by.organisationId}', 1, '${by.staffId}')`;
  return [
    may('its recorder sees whom they added', rita, read, ...added),
    mayNot('and changes them', rita, change, ...added),
    mayNot('in an emergency, they do', rita, change, ...added, broken),
    may('the team changes them', tara, change, ...added),
    mayNot('its recorder sees whom the lead has changed since', rita, read, ...added, changed(leo)),
    may('one who recorded nothing else sees whom they added', noor, read, ...ofNoor),
    mayNot('and not whom the lead has changed since', noor, read, ...ofNoor, changed(leo)),
    mayNot('or what was known before', rita, readBefore, ...added, changed(leo)),
    mayNot(
      'or by what they are found',
      rita,
      readTokens,
      ...added,
      scene.insertToken(rita, personId),
      changed(leo),
    ),
    mayNot('or gives them more of that', rita, scene.insertToken(rita, personId), ...added, changed(leo)),
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
