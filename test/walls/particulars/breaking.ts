import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import { makeUuid, type World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

const breakGlass = (by: Viewer, caseId: string) =>
  `insert into break_glass (break_glass_id, organisation_id, case_id, staff_id, why_cipher)
   values ('${makeUuid()}', '${by.organisationId}', '${caseId}', '${by.staffId}', '${scene.canary}')`;

const takeStep = (by: Viewer, kind: string, caseId: string, breakId: string) =>
  `insert into break_glass_step
     (break_glass_step_id, break_glass_id, case_id, kind, by_staff, was_right, words_cipher)
   values ('${makeUuid()}', '${breakId}', '${caseId}', '${kind}', '${by.staffId}', true, '${scene.canary}')`;

const giveRole = (to: Viewer, role: string) =>
  `insert into staff_role (organisation_id, staff_id, role)
   values ('${to.organisationId}', '${to.staffId}', '${role}')`;

/** Who has the right opens a case in an emergency, past no exclusion and in their own name. */
export function listBreaks({ staff }: World, { case: opened }: scene.Scene): readonly Particular[] {
  const { ben, bea, noor, erin, olga, frank, ada, rita } = staff;
  const { caseId } = opened;
  const elsewhere = { ...frank, organisationId: ben.organisationId };
  const found = `select from rowan_private.find_for_emergency('${opened.reference}', null, null)`;
  return [
    may('whoever has the right breaks the glass', ben, breakGlass(ben, caseId)),
    mayNot('as another', ben, breakGlass(bea, caseId)),
    mayNot('somebody without the right does', noor, breakGlass(noor, caseId)),
    mayNot('somebody who is shut out does', erin, breakGlass(erin, caseId)),
    mayNot('an administrator who has the right does', olga, breakGlass(olga, caseId)),
    mayNot('somebody of another council does', frank, breakGlass(elsewhere, caseId)),
    mayNot(
      'who was shut out since they broke it finds it',
      bea,
      found,
      scene.insertExclusion(rita, caseId, bea),
    ),
    mayNot(
      'information governance, made administrator, reads who looked',
      ada,
      `select from audit_event where case_id = '${caseId}'`,
      giveRole(ada, 'information-governance'),
    ),
    mayNot(
      'its recorder, made administrator, sees it',
      rita,
      `select from case_record where case_id = '${caseId}'`,
      giveRole(rita, 'administrator'),
    ),
  ];
}

/** In an emergency a case is found by the name and the birth of one person in it, never the perpetrator. */
export function listFound(
  { staff }: World,
  { case: { caseId, personId } }: scene.Scene,
): readonly Particular[] {
  const { bea, leo, erin, noor, frank } = staff;
  const [otherId, feared] = [makeUuid(), makeUuid()];
  const find = (name: string, birth: string) =>
    `select where '${caseId}' in (
       select rowan_private.find_for_emergency('none', sha256('${name}'), sha256('${birth}'))
     )`;
  const sought = find(scene.canary, '1980');
  const takeOut = `update case_person set removed_at = now(), removed_by = '${leo.staffId}'
    where case_id = '${caseId}' and person_id = '${personId}'`;
  const people = [
    scene.insertToken(leo, personId, '1980', 'birth'),
    ...[otherId, feared].map((id) => scene.insertPerson(leo, id)),
    scene.insertToken(leo, otherId, '1990', 'birth'),
    scene.insertPart(leo, caseId, otherId),
    scene.insertToken(leo, feared, 'feared'),
    scene.insertToken(leo, feared, '1970', 'birth'),
    scene.insertPart(leo, caseId, feared).replace(`'survivor'`, `'perpetrator'`),
  ];
  return [
    may('in an emergency it is found by name and birth', bea, sought, ...people),
    mayNot('by the name alone', bea, find(scene.canary, 'none'), ...people),
    mayNot('by the birth alone', bea, find('none', '1980'), ...people),
    mayNot('by the name of one and the birth of another', bea, find(scene.canary, '1990'), ...people),
    mayNot('by the perpetrator', bea, find('feared', '1970'), ...people),
    mayNot('by who was taken out', bea, sought, ...people, takeOut),
    ...[erin, noor, frank].map((by) => mayNot('by who may not look', by, sought, ...people)),
  ];
}

/** A break is seen by whoever broke it, and who answers for the case; information governance reviews it. */
export function listSeenBreaks(
  { staff }: World,
  { case: { caseId }, concern }: scene.Scene,
): readonly Particular[] {
  const { ben, iris, leo, mona, rosa, tara, erin, noor, olga } = staff;
  const out = (who: Viewer) => scene.insertExclusion(rosa, caseId, who);
  return ['break_glass', 'break_glass_step'].flatMap((table) => {
    const read = `select from ${table} where case_id = '${caseId}'`;
    return [
      ...[leo, mona, rosa, iris, ben].map((who) => may('who broke the glass is seen', who, read)),
      ...[tara, erin, noor].map((who) => mayNot('by others', who, read)),
      mayNot('by who broke another', noor, read, scene.insertBreak(noor, concern.caseId, true)),
      mayNot('by who is shut out', leo, read, out(leo)),
      mayNot('by information governance that is shut out', iris, read, out(iris)),
      mayNot('by an administrator', olga, read, giveRole(olga, 'information-governance')),
    ];
  });
}

/** Whoever broke it ends it; information governance reviews it, once, and nobody their own. */
export function listReviews(
  { staff }: World,
  { case: { caseId }, concern }: scene.Scene,
): readonly Particular[] {
  const { ben, bea, iris, leo, rosa } = staff;
  const [ours, bens] = [makeUuid(), makeUuid()];
  const broken = [scene.insertBreak(bea, caseId, true, ours), scene.insertBreak(ben, caseId, true, bens)];
  const governs = giveRole(bea, 'information-governance');
  const end = (by: Viewer) => takeStep(by, 'ended', caseId, ours);
  const review = (by: Viewer, which = ours) => takeStep(by, 'reviewed', caseId, which);
  const all: readonly Particular[] = [
    may('whoever broke it ends it', bea, end(bea)),
    mayNot('the lead ends it', leo, end(leo)),
    mayNot('as whoever broke it', leo, end(bea)),
    mayNot('at another case', bea, takeStep(bea, 'ended', concern.caseId, ours)),
    mayNot('says that it was chased', bea, takeStep(bea, 'chased', caseId, ours)),
    may('information governance reviews it', iris, review(iris)),
    mayNot('as another', iris, review(ben)),
    mayNot('twice', iris, review(iris), review(iris)),
    may('after that of another', iris, review(iris), review(iris, bens)),
    mayNot('their own', bea, review(bea), governs),
    may('somebody else’s', bea, review(bea, bens), governs),
    mayNot('when shut out', iris, review(iris), scene.insertExclusion(rosa, caseId, iris)),
    mayNot('the lead reviews it', leo, review(leo)),
  ];
  return all.map((each) => ({ ...each, before: [...broken, ...each.before] }));
}
