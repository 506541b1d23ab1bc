import { nameColleagues } from '../councils/index.ts';
import { listUnseen, type Unseen } from '../messages/index.ts';
import { choosePolicy, type LoadedPolicies } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { sayDayFrom } from '../platform/say-time.ts';
import {
  type After,
  readCovering,
  readOpenTasks,
  readReceives,
  type Task,
  type Whose,
} from './task.store.ts';
import { describeOwner, type Group, groupTasks, type Words } from './work-list.rules.ts';

export interface WorkNeeds {
  readonly policies: LoadedPolicies;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

const PAGE = 50;

export interface WorkList {
  readonly groups: readonly Group[];
  /** The row after which the next page begins. */
  readonly next: After | null;
  readonly receives: boolean;
  readonly covering: readonly string[];
  readonly unseen: Unseen;
  /** For the audit. */
  readonly casesShown: readonly string[];
}

/** A list of open tasks, in words. */
export async function listWork(
  tx: ViewerTx,
  needs: WorkNeeds,
  viewer: Viewer,
  { whose, after }: { readonly whose: Whose; readonly after: After | undefined },
): Promise<WorkList> {
  const isTold = whose === 'mine' && after === undefined;
  const [rows, covered, receives, unseen] = await Promise.all([
    readOpenTasks(tx, whose, after, PAGE + 1),
    readCovering(tx),
    readReceives(tx),
    isTold ? listUnseen(tx, needs, viewer) : nothingNew,
  ]);
  const tasks = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? tasks.at(-1) : undefined;
  const words = await findWords(tx, needs, viewer, [...listOwners(tasks, viewer.staffId), ...covered]);
  return {
    groups: groupTasks(tasks, words),
    next: last === undefined ? null : { at: last.dueAt?.toISOString() ?? null, id: last.taskId },
    receives,
    covering: covered.map(words.nameOf),
    unseen,
    casesShown: [...new Set([...tasks.map(({ caseId }) => caseId), ...unseen.casesShown])],
  };
}

/** What one was told stands on the first page of one's own work. */
const nothingNew: Unseen = { told: [], count: 0, casesShown: [] };

/** One's own tasks are called one's own, and need no name. */
const listOwners = (tasks: readonly Task[], reader: string | null) =>
  tasks.flatMap(({ ownerId }) => (ownerId === null || ownerId === reader ? [] : [ownerId]));

/**
 * Tasks of one case in the words of their actions, and the open ones in groups: they stand in the case.
 *
 * @param reader whose tasks are called theirs; null where others read it too, as on paper
 */
export async function describeTasks(
  tx: ViewerTx,
  needs: WorkNeeds,
  viewer: Viewer,
  tasks: readonly Task[],
  reader: string | null = viewer.staffId,
): Promise<{
  readonly tasks: readonly (Task & { readonly whose: string })[];
  readonly groups: readonly Group[];
}> {
  const chosen = choosePolicy(needs.policies, viewer.council, readLondonTime(needs.clock.now()).day);
  const labels = new Map(chosen.ok ? chosen.policy.policy.actions.map(({ id, label }) => [id, label]) : []);
  const words = { ...(await findWords(tx, needs, viewer, listOwners(tasks, reader))), reader };
  const described = tasks.map((task) => ({
    ...task,
    label: labels.get(task.action) ?? task.label,
    whose: describeOwner(task, words),
  }));
  const open = described.filter(({ doneAt }) => doneAt === null);
  const groups = groupTasks(open, words).map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, caseHref: null, isInDanger: false })),
  }));
  return { tasks: described, groups };
}

/** Whether the viewer receives concerns, or stands in for one who does. */
export function receivesConcerns(tx: ViewerTx): Promise<boolean> {
  return readReceives(tx);
}

/** How rows name days, roles of the council's policy, and colleagues. */
export async function findWords(
  tx: ViewerTx,
  { policies, keys, clock }: WorkNeeds,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Words> {
  const now = clock.now();
  const chosen = choosePolicy(policies, viewer.council, readLondonTime(now).day);
  const roles = new Map(chosen.ok ? chosen.policy.policy.roles.map(({ id, label }) => [id, label]) : []);
  return {
    now,
    reader: viewer.staffId,
    dayOf: (moment) => sayDayFrom(moment, now),
    roleOf: (role) => roles.get(role) ?? role,
    nameOf: await nameColleagues(tx, keys, viewer.organisationId, ids),
  };
}
