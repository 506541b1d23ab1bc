import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { ViewerId } from '../platform/ids.ts';

/** A task as lists and pages show it. */
export interface Task {
  readonly taskId: string;
  readonly caseId: string;
  readonly action: string;
  readonly label: string;
  readonly ownerRole: string;
  readonly ownerId: ViewerId | null;
  readonly dueAt: Date | null;
  readonly timing: string;
  readonly doneAt: Date | null;
  /** Whether somebody in the case is in danger, as it was said last. */
  readonly isInDanger: boolean;
}

/** A task as its own page shows it, and acts on it find it. */
export interface TaskInCase extends Task {
  readonly reference: string;
  readonly isCaseClosed: boolean;
}

export interface TaskStep {
  readonly stepId: string;
  readonly kind: 'done' | 'reopened' | 'handed-on' | 'climbed' | 'ended' | 'freed';
  readonly by: string | null;
  readonly to: string | null;
  readonly at: Date;
  readonly whyCipher: Buffer | null;
}

/** The last row of a page: what comes next in the list comes after it. */
export interface After {
  /** ISO 8601, or null where that row has no day. */
  readonly at: string | null;
  readonly id: string;
}

export type Whose = 'mine' | 'team' | 'nobody';

const columns = sql`
  t.task_id as "taskId", t.case_id as "caseId", t.action, t.label, t.owner_role as "ownerRole",
  t.owner_id as "ownerId", t.due_at as "dueAt", t.timing, t.done_at as "doneAt",
  (select c.danger is true from case_record as c where c.case_id = t.case_id) as "isInDanger"
`;

/** Those for whom the viewer stands in now, and the viewer. */
const mineAndCovered = sql`
  select rowan_private.acting_staff() union all
  select c.absent_staff_id from cover as c
  where c.covering_staff_id = rowan_private.acting_staff() and c.starts_at <= now() and now() < c.ends_at
`;

const scopes = {
  mine: sql`t.owner_id in (${mineAndCovered})`,
  team: sql`t.case_id in (select rowan_private.my_owed_case_ids(array['lead', 'team', 'manager']))`,
  nobody: sql`t.owner_id is null
    and t.case_id in (select rowan_private.my_owed_case_ids(array['receiver', 'lead']))`,
};

/**
 * Open tasks, the most urgent first, those without a day last.
 *
 * @param limit one more than a page holds tells whether there is another
 */
export async function readOpenTasks(
  tx: ViewerTx,
  whose: Whose,
  after: After | undefined,
  limit: number,
): Promise<readonly Task[]> {
  const next =
    after === undefined
      ? sql`true`
      : sql`(coalesce(t.due_at, 'infinity'), t.task_id)
          > (coalesce(${after.at}::timestamptz, 'infinity'), ${after.id}::uuid)`;
  const { rows } = await sql<Task>`
    select ${columns} from task as t
    where t.done_at is null and ${scopes[whose]} and ${next}
    order by coalesce(t.due_at, 'infinity'), t.task_id
    limit ${limit}
  `.execute(tx);
  return rows;
}

/** All tasks of a case that the viewer may see, open ones first. */
export async function readTasksOf(tx: ViewerTx, caseId: string): Promise<readonly Task[]> {
  const { rows } = await sql<Task>`
    select ${columns} from task as t where t.case_id = ${caseId}
    order by t.done_at is not null, coalesce(t.due_at, 'infinity'), t.task_id
  `.execute(tx);
  return rows;
}

export async function readTask(tx: ViewerTx, taskId: string): Promise<TaskInCase | undefined> {
  const { rows } = await sql<TaskInCase>`
    select ${columns}, c.reference, rowan_private.is_closed(t.case_id) as "isCaseClosed"
    from task as t join case_record as c on c.case_id = t.case_id where t.task_id = ${taskId}
  `.execute(tx);
  return rows[0];
}

export async function readSteps(tx: ViewerTx, taskId: string): Promise<readonly TaskStep[]> {
  const { rows } = await sql<TaskStep>`
    select task_step_id as "stepId", kind, by_staff as by, to_staff as "to", at, why_cipher as "whyCipher"
    from task_step where task_id = ${taskId} order by at, task_step_id
  `.execute(tx);
  return rows;
}

/** Whether there was a change to make: it is done once, however often the button was pressed. */
export async function setDone(tx: ActTx, taskId: string, at: Date | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update task set done_at = ${at}
    where task_id = ${taskId} and (done_at is null) <> (${at}::timestamptz is null)
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function setOwner(tx: ActTx, taskId: string, owner: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update task set owner_id = ${owner}
    where task_id = ${taskId} and done_at is null and owner_id is distinct from ${owner}
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function insertStep(
  tx: ActTx,
  task: Pick<Task, 'taskId' | 'caseId'>,
  step: Omit<TaskStep, 'kind'> & { readonly kind: 'done' | 'reopened' | 'handed-on' | 'ended' },
): Promise<void> {
  await sql`
    insert into task_step (task_step_id, task_id, case_id, kind, by_staff, to_staff, at, why_cipher)
    values (${step.stepId}, ${task.taskId}, ${task.caseId}, ${step.kind}, ${step.by}, ${step.to}, ${step.at},
      ${step.whyCipher})
  `.execute(tx);
}

/** What one member of staff ticked or ended at one moment: a task, or those of a case. */
export interface Settled {
  readonly caseId?: string;
  readonly taskId?: string;
  readonly by: string;
  readonly at: Date;
}

export async function readSettled(
  tx: ViewerTx,
  { caseId, taskId, by, at }: Settled,
): Promise<readonly Task[]> {
  const { rows } = await sql<Task>`
    select ${columns} from task as t
    where (t.case_id = ${caseId ?? null}::uuid or t.task_id = ${taskId ?? null}::uuid) and exists (
      select from task_step as s
      where s.task_id = t.task_id and s.by_staff = ${by} and s.at = ${at} and s.kind in ('done', 'ended')
    )
  `.execute(tx);
  return rows;
}

/** Somebody who may be handed work of a case. */
export interface Giveable {
  readonly id: string;
  /** Whether they see the case already; others join its team. */
  readonly isIn: boolean;
}

/**
 * Those in the case, and, where the viewer sees the whole of it, every colleague who is not shut out of it.
 */
export async function readMayBeGiven(tx: ViewerTx, caseId: string): Promise<readonly Giveable[]> {
  const { rows } = await sql<Giveable>`
    with involved as (
      select staff_id as id from case_team where case_id = ${caseId} and removed_at is null
      union
      (select staff_id from case_lead where case_id = ${caseId} order by case_lead_id desc limit 1)
      union
      select r.staff_id from staff_role as r
        join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
        where r.ended_at is null
      union
      select recorded_by from case_record where case_id = ${caseId}
        and not exists (select from case_opening where case_id = ${caseId})
      union
      select rowan_private.acting_staff()
    ), whole as (
      select rowan_private.works_on(${caseId}, true) as is_seen
    )
    select s.staff_id as id, involved.id is not null as "isIn"
    from staff as s cross join whole left join involved on involved.id = s.staff_id
    where (involved.id is not null or whole.is_seen) and rowan_private.may_join(${caseId}, s.staff_id)
  `.execute(tx);
  return rows;
}

/**
 * Whether the viewer has the list of what is nobody's: they receive concerns, or stand in for one who does.
 */
export async function readReceives(tx: ViewerTx): Promise<boolean> {
  const { rows } = await sql<{ receives: boolean }>`
    select exists (
      select from staff_role as r
      join organisation as o on o.organisation_id = r.organisation_id and o.receives_role = r.role
      where r.ended_at is null and r.staff_id in (${mineAndCovered})
    ) as receives
  `.execute(tx);
  return rows[0]?.receives ?? false;
}

/** Those for whom the viewer stands in now. */
export async function readCovering(tx: ViewerTx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (${mineAndCovered}) as who (id) where id <> rowan_private.acting_staff()
  `.execute(tx);
  return rows.map(({ id }) => id);
}
