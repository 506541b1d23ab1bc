import type { Viewer } from '../../../src/platform/http/index.ts';
import * as scene from '../scene.ts';
import { makeUuid, type World } from '../world.ts';
import { may, mayNot, type Particular } from './particular.ts';

/** Anybody records, in their own name and at their own council, and sees what they have recorded. */
export function listRecordings({ staff: { noor, frank, tara, ada } }: World): readonly Particular[] {
  const elsewhere = { ...noor, organisationId: frank.organisationId };
  return [
    may('anybody records', noor, `${scene.insertCase(noor, makeUuid())} returning case_id`),
    mayNot('somebody records as another', noor, scene.insertCase(tara, makeUuid())),
    mayNot('somebody records for another council', noor, scene.insertCase(elsewhere, makeUuid())),
    mayNot('an administrator records', ada, scene.insertCase(ada, makeUuid())),
  ];
}

/** In a team that the council named for it, whoever hears a disclosure opens the case and names its lead. */
export function listOpenings({ staff: { colin, noor, tara, leo, rosa } }: World): readonly Particular[] {
  const caseId = makeUuid();
  const heard = scene.insertCase(colin, caseId, 'disclosure');
  const open = scene.insertOpening(colin, caseId);
  return [
    may('the recorder of a disclosure in housing opens it', colin, open, heard),
    mayNot('the recorder of less opens it', colin, open, scene.insertCase(colin, caseId)),
    mayNot(
      'the recorder of a disclosure in another team opens it',
      noor,
      scene.insertOpening(noor, caseId),
      scene.insertCase(noor, caseId, 'disclosure'),
    ),
    mayNot(
      'who is in the team opens what another heard',
      leo,
      scene.insertOpening(leo, caseId),
      ...[heard, scene.insertMember(colin, caseId, leo)],
    ),
    may('whoever opened it names the lead', colin, scene.insertLead(colin, caseId, leo), heard, open),
    may('and the team', colin, scene.insertMember(colin, caseId, tara), heard, open),
    mayNot(
      'whoever opened it names another lead than the one it has',
      colin,
      scene.insertLead(colin, caseId, tara),
      ...[heard, open, scene.insertLead(colin, caseId, leo)],
    ),
    mayNot(
      'its recorder names the lead of what others opened',
      colin,
      scene.insertLead(colin, caseId, colin),
      ...[heard, scene.insertOpening(rosa, caseId)],
    ),
  ];
}

/** Work is given to colleagues: to nobody who is shut out, gone, of another council or an administrator. */
export function listGiven({ staff }: World, places: scene.Scene): readonly Particular[] {
  const { rosa, leo, mona, colin, abel } = staff;
  const { case: opened, concern } = places;
  const leaves = (day: string) =>
    `update staff set joined_on = least(joined_on, ${day}), left_on = ${day}
     where staff_id = '${colin.staffId}'`;
  const people: readonly (readonly [string, Viewer, boolean, ...string[]])[] = [
    ['a colleague', staff.noor, true],
    ['who leaves next week', colin, true, leaves('current_date + 7')],
    ['who left today', colin, false, leaves('current_date')],
    ['who is shut out', staff.erin, false],
    ['who was shut out and is let in again', staff.noor, true, ...letInAgain(staff, opened.caseId)],
    ['an administrator', staff.olga, false],
    ['somebody of another council', staff.frank, false],
  ];
  const task = (to: Viewer) =>
    `update task set owner_id = '${to.staffId}' where task_id = '${opened.taskId}'`;
  const handOn = (to: Viewer) =>
    `insert into task_step (task_step_id, task_id, case_id, kind, by_staff, to_staff)
     values ('${makeUuid()}', '${opened.taskId}', '${opened.caseId}', 'handed-on', '${leo.staffId}',
       '${to.staffId}')`;
  const passOn = (to: Viewer) =>
    `insert into concern_step (concern_step_id, case_id, kind, by_staff, to_staff)
     values ('${makeUuid()}', '${concern.caseId}', 'sent', '${rosa.staffId}', '${to.staffId}')`;
  const given = people.flatMap(([who, to, mayHave, ...before]) => {
    const judge = mayHave ? may : mayNot;
    return [
      judge(`${who} is made lead`, rosa, scene.insertLead(rosa, opened.caseId, to), ...before),
      judge(`${who} joins the team`, mona, scene.insertMember(mona, opened.caseId, to), ...before),
      judge(
        `${who} is given a new task`,
        leo,
        scene.insertTask(leo, opened.caseId, makeUuid(), to),
        ...before,
      ),
      judge(`${who} is given a task`, leo, task(to), ...before),
      judge(`a task is handed on to ${who}`, leo, handOn(to), ...before),
      judge(`a concern is passed on to ${who}`, rosa, passOn(to), ...before),
    ];
  });
  return [
    ...given,
    ...[rosa, leo, mona].map((by) =>
      mayNot('an ASB officer is made lead', by, scene.insertLead(by, opened.caseId, abel)),
    ),
    mayNot(
      'somebody of another council who came into the team has to do with it',
      staff.frank,
      `select where rowan_private.relation_to('${opened.caseId}') is not null`,
      scene.insertMember(rosa, opened.caseId, staff.frank),
    ),
    may('an ASB officer joins the team', leo, scene.insertMember(leo, opened.caseId, abel)),
    may(
      'a task is nobody’s again',
      leo,
      `update task set owner_id = null where task_id = '${opened.taskId}'`,
    ),
  ];
}

const letInAgain = ({ rosa, noor }: World['staff'], caseId: string) => [
  scene.insertExclusion(rosa, caseId, noor),
  `update exclusion set lifted_at = now(), lifted_by = set_by
   where case_id = '${caseId}' and staff_id = '${noor.staffId}'`,
];

/** Whoever is given a task, by somebody who works on the whole of the case, comes into its team for it. */
export function listLetIn({ staff }: World, places: scene.Scene): readonly Particular[] {
  const { leo, rosa, rita, tara, noor, bea, erin, ada } = staff;
  const { case: opened, concern } = places;
  const [taskId, otherId] = [makeUuid(), makeUuid()];
  const owned = (owner: Viewer, { caseId } = opened) => scene.insertTask(leo, caseId, taskId, owner);
  const letIn = (what: string, { caseId } = opened, tasks = taskId) =>
    `select from rowan_private.let_owners_in('${caseId}', array['${tasks}'::uuid], now()) where ${what}`;
  const notSaid = letIn('not joined and not hears');
  return [
    may('the owner of a task comes into the team', leo, letIn('joined'), owned(noor)),
    may('so does its recorder', leo, letIn('joined'), owned(rita)),
    may('who is in the team stays there', leo, notSaid, owned(tara)),
    mayNot('who is shut out comes in', leo, letIn('true'), owned(erin)),
    mayNot('whoever gives it to themselves does', leo, letIn('true'), owned(leo)),
    mayNot('who owns another task does', leo, letIn('true', opened, otherId), owned(noor)),
    mayNot('who owns a task of another case does', leo, letIn('true'), owned(noor, concern)),
    may('its recorder gives a task', rita, notSaid, owned(noor)),
    may('who broke the glass does', bea, notSaid, owned(tara)),
    mayNot('they let somebody in', bea, letIn('joined'), owned(noor)),
    mayNot('a stranger does', noor, letIn('true'), owned(tara)),
    mayNot('an administrator does', ada, letIn('true'), owned(tara)),
    mayNot('who is shut out does', erin, letIn('true'), owned(tara)),
    may('whoever receives a concern hears of it', rita, letIn('hears', concern), owned(rosa, concern)),
    mayNot('another owner does', rita, letIn('hears', concern), owned(noor, concern)),
    may('but comes into the team', rita, letIn('joined', concern), owned(noor, concern)),
    mayNot('its recorder has no need to', rosa, letIn('joined', concern), owned(rita, concern)),
    mayNot('of a case, whoever receives hears nothing', leo, letIn('hears'), owned(rosa)),
  ];
}

/** Nobody closes over danger in silence, and nothing is closed or opened twice. */
export function listClosings(
  { staff: { leo, rosa } }: World,
  { case: { caseId, taskId }, concern }: scene.Scene,
): readonly Particular[] {
  const [close, reopen] = [
    scene.insertClosing(leo, caseId, 'closed'),
    scene.insertClosing(leo, caseId, 'reopened'),
  ];
  const overDanger = close
    .replace('why_cipher)', 'why_cipher, over_danger_cipher)')
    .replace(/\)$/, `, '${scene.canary}')`);
  const done = `update task set done_at = now() where task_id = '${taskId}'`;
  const owedAgain = `update task set done_at = null where task_id = '${taskId}'`;
  const endangered = (id: string) => `update case_record set danger = true where case_id = '${id}'`;
  return [
    mayNot('a case in danger is closed in silence', leo, close, endangered(caseId)),
    may('with a reason', leo, overDanger, endangered(caseId)),
    may('one is closed while another is in danger', leo, close, endangered(concern.caseId)),
    mayNot('a closed case is closed', leo, close, close),
    mayNot('an open one is opened again', leo, reopen),
    mayNot('one that was opened again is', leo, reopen, close, reopen),
    mayNot('as another, it is', leo, scene.insertClosing(rosa, caseId, 'reopened'), close),
    mayNot('new facts come into a closed case', leo, scene.insertAdvice(leo, caseId, makeUuid()), close),
    mayNot('new tasks do', leo, scene.insertTask(leo, caseId, makeUuid()), close),
    mayNot('what was done is owed again', leo, owedAgain, done, close),
    may('in an open case, it is', leo, owedAgain, done),
    may('what was left to somebody at the closing is done', leo, done, close),
    may('a note does', leo, scene.insertNote(leo, caseId, makeUuid()), close),
  ];
}
