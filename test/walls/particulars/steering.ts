import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import type { World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/**
 * A case keeps somebody at work who steers it, other than whoever shuts others out. Rosa receives it and Mona
 * manages its recorder; Erin, who receives concerns too, is shut out already.
 */
export function listLast({ staff }: World, { concern }: scene.Scene): readonly Particular[] {
  const { rita, rosa, mona, erin, noor } = staff;
  const out = (by: Viewer, who: Viewer) => scene.insertExclusion(by, concern.caseId, who);
  const letErinIn = `update exclusion set lifted_at = now(), lifted_by = set_by
    where exclusion_id = '${concern.exclusionId}'`;
  const erinIsAway = (standIn: Viewer) => scene.insertCover(erin, erin, standIn, '-1 hour', '1 day');
  const left = `update staff set left_on = greatest(joined_on, current_date)
    where staff_id = '${erin.staffId}'`;
  const byRosa = (what: string, ...before: readonly string[]) =>
    may(`whoever receives shuts the manager out ${what}`, rosa, out(rosa, mona), letErinIn, ...before);
  const notByRosa = (what: string, ...before: readonly string[]) =>
    mayNot(`whoever receives shuts the manager out ${what}`, rosa, out(rosa, mona), ...before);
  return [
    may('its recorder shuts out whoever receives it', rita, out(rita, rosa)),
    mayNot('the last who steers it', rita, out(rita, rosa), out(rita, mona)),
    may('and anybody who steers nothing', rita, out(rita, noor), out(rita, mona)),
    notByRosa('and is alone with it'),
    byRosa('while a colleague receives it too'),
    byRosa('while somebody stands in for that colleague', erinIsAway(noor)),
    notByRosa('and stands in for that colleague', letErinIn, erinIsAway(rosa)),
    notByRosa('when that colleague has left', letErinIn, left),
  ];
}

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
