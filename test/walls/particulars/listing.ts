import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/** A list says by what relation its cases are one’s own; that of work, in which of them something is owed. */
export function listListed({ staff }: World, places: Scene): readonly Particular[] {
  const by = { lead: staff.leo, receiver: staff.rosa, manager: staff.mona, team: staff.tara };
  const related = Object.entries({ ...by, recorder: staff.rita });
  const relations = related.map(([relation]) => relation);
  const lists = ['my_case_ids', 'my_owed_case_ids'];
  const isOn = (list: string, relation: string, { caseId } = places.case) =>
    `select where '${caseId}' in (select rowan_private.${list}(array['${relation}']))`;
  const listed = lists.flatMap((list) =>
    related.flatMap(([own, viewer]) =>
      relations.map((asked) =>
        (own === asked ? may : mayNot)(`the ${own} has it by being ${asked}`, viewer, isOn(list, asked)),
      ),
    ),
  );
  const waits = lists.map((list) =>
    may('the manager of its recorder has a concern', staff.mona, isOn(list, 'manager', places.concern)),
  );
  const done = `update task set done_at = now() where case_id = '${places.case.caseId}'`;
  const settled = related.map(([own, viewer]) =>
    mayNot('it stands on a list of work when all is done', viewer, isOn('my_owed_case_ids', own), done),
  );
  return [...listed, ...waits, ...settled];
}
