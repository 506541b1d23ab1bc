import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import type { World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/** Nobody gives themselves what others see, and what is seen by standing in ends with that. */
export function listStandIns({ staff }: World, { case: { caseId } }: scene.Scene): readonly Particular[] {
  const { leo, mona, cleo, colin, noor, abel } = staff;
  const cover = (by: Viewer, absent: Viewer, covering: Viewer) =>
    scene.insertCover(by, absent, covering, '1 hour', '1 day');
  const toNuisance = `update staff set team_id = (select team_id from staff
    where staff_id = '${abel.staffId}') where staff_id = '${colin.staffId}'`;
  const isInTeam = scene.insertMember(leo, caseId, cleo);
  return [
    may('a manager says who stands in', mona, cover(mona, leo, noor)),
    mayNot('names themselves', mona, cover(mona, leo, mona)),
    mayNot('a team that never leads stands in for one that does', leo, cover(leo, leo, abel)),
    may('for one that never leads either', colin, cover(colin, colin, abel), toNuisance),
    may('whoever stands in names a lead', cleo, scene.insertLead(cleo, caseId, noor)),
    mayNot('names themselves lead', cleo, scene.insertLead(cleo, caseId, cleo)),
    may('unless they are in the team', cleo, scene.insertLead(cleo, caseId, cleo), isInTeam),
    may('whoever stands in adds to the team', cleo, scene.insertMember(cleo, caseId, noor)),
    mayNot('adds themselves', cleo, scene.insertMember(cleo, caseId, cleo)),
  ];
}
