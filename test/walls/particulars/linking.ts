import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import { makeUuid, type World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

const takeOut = (by: Viewer, caseId: string, personId: string) => `
  update case_person set removed_at = now(), removed_by = '${by.staffId}'
  where case_id = '${caseId}' and person_id = '${personId}'`;

/** Whoever is brought into another case is seen there for good: only who works on a case of theirs may. */
export function listLinks({ staff }: World, { case: opened, concern }: scene.Scene): readonly Particular[] {
  const { leo, rosa, mona, tara, cleo, rita, bea } = staff;
  const [own, theirs] = [makeUuid(), makeUuid()];
  const link = (by: Viewer, personId: string = opened.personId) => scene.insertPart(by, own, personId);
  const inOwn = (by: Viewer) => scene.insertCase(by, own);
  const added = [scene.insertPerson(rita, theirs), scene.insertPart(rita, opened.caseId, theirs)];
  const gone = takeOut(leo, opened.caseId, opened.personId);
  return [
    ...[leo, rosa, mona, tara, cleo].map((by) => may('who works on a case links', by, link(by), inOwn(by))),
    mayNot(
      'a concern’s recorder, who loses it when it is opened',
      rita,
      link(rita, concern.personId),
      inOwn(rita),
    ),
    mayNot('of an opened case, whom they added', rita, link(rita, theirs), inOwn(rita), ...added),
    mayNot('in an emergency', bea, link(bea), inOwn(bea)),
    mayNot('in that of a concern', bea, link(bea, concern.personId), inOwn(bea)),
    may('who is in the team in one', tara, link(tara), inOwn(tara), scene.insertBreak(tara, own, true)),
    mayNot('who was taken out, into another case', leo, link(leo), inOwn(leo), gone),
    may(
      'a concern’s recorder puts back',
      rita,
      scene.insertPart(rita, concern.caseId, concern.personId),
      takeOut(rita, concern.caseId, concern.personId),
    ),
    may('they are put back', tara, scene.insertPart(tara, opened.caseId, opened.personId), gone),
    // They see them by the emergency, and would by this link for good.
    mayNot(
      'they are not, by its recorder who sees them in an emergency elsewhere',
      bea,
      link(bea),
      inOwn(bea),
      scene.insertOpening(leo, own),
      scene.insertPart(leo, own, opened.personId),
      takeOut(leo, own, opened.personId),
    ),
    ...[leo, bea].map((by) =>
      (by === leo ? may : mayNot)(
        'makes somebody found by another name',
        by,
        `select rowan_private.add_tokens(
           '${opened.personId}', '${by.organisationId}', '{name}', array[sha256('Other')]
         )`,
      ),
    ),
  ];
}

/** Who is shut out of one case of a person sees and changes them through no other. */
export function listKeptFrom({ staff }: World, { case: opened }: scene.Scene): readonly Particular[] {
  const { leo, rosa, tara, bea } = staff;
  const { caseId, personId } = opened;
  const [own, third] = [makeUuid(), makeUuid()];
  const linked = (by: Viewer) => [scene.insertCase(by, own), scene.insertPart(by, own, personId)];
  const out = (by: Viewer) => [...linked(by), scene.insertExclusion(rosa, caseId, by)];
  const letIn = `update exclusion set lifted_at = now(), lifted_by = '${rosa.staffId}'
    where case_id = '${caseId}' and staff_id = '${tara.staffId}'`;
  const elsewhere = [scene.insertCase(rosa, third), scene.insertExclusion(rosa, third, tara)];
  const read = `select address_cipher from person where person_id = '${personId}'`;
  const change = `update person set version = version + 1 where person_id = '${personId}'`;
  const shut = [
    read,
    change,
    `select from person_before where person_id = '${personId}'`,
    `select from person_token where person_id = '${personId}'`,
    `select from rowan_private.find_people('{name}', array[sha256('${scene.canary}')])
     where person_id = '${personId}'`,
    `select rowan_private.add_tokens(
       '${personId}', '${tara.organisationId}', '{name}', array[sha256('Other')]
     )`,
    scene.insertPart(tara, third, personId),
  ];
  return [
    ...[leo, tara].map((by) => mayNot('who is shut out sees them in their own case', by, read, ...out(by))),
    mayNot('in an emergency', bea, read, ...out(bea)),
    ...shut.flatMap((does) => [
      may('in their own case', tara, does, scene.insertCase(tara, third), ...linked(tara)),
      mayNot('when shut out', tara, does, scene.insertCase(tara, third), ...out(tara)),
      may('when let in again', tara, does, scene.insertCase(tara, third), ...out(tara), letIn),
    ]),
    may('when shut out of a case of others', tara, read, ...linked(tara), ...elsewhere),
    may('once taken out of that case', tara, read, ...out(tara), takeOut(leo, caseId, personId)),
    may('and changes them', tara, change, ...out(tara), takeOut(leo, caseId, personId)),
    mayNot(
      'who was taken out of it, and stands in no other',
      tara,
      read,
      ...[scene.insertExclusion(rosa, caseId, tara), takeOut(leo, caseId, personId)],
    ),
  ];
}
