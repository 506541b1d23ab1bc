/** A task as a row of a list: it names nobody that the case is about. */
export interface Row {
  readonly href: string;
  /** Null in the case itself. */
  readonly caseHref: string | null;
  readonly label: string;
  /** "Due today", "Was due on 20 November 2026", "No day set". */
  readonly when: string;
  /** Whose it is: "Yours", a colleague's name, or nobody's yet. */
  readonly whose: string;
  /** Somebody in the case is in danger, as it was said last; in the case itself its head says so. */
  readonly isInDanger: boolean;
}

export interface Group {
  readonly heading: string;
  readonly isLate: boolean;
  readonly rows: readonly Row[];
}

/** What a list needs to know of a task. */
export interface Listed {
  readonly taskId: string;
  readonly caseId: string;
  readonly label: string;
  readonly ownerId: string | null;
  readonly ownerRole: string;
  readonly dueAt: Date | null;
  readonly isInDanger: boolean;
}

export interface Words {
  readonly now: Date;
  /** Whose own tasks are called theirs. */
  readonly reader: string | null;
  /** As "today" or "on 3 December 2026". */
  readonly dayOf: (moment: Date) => string;
  readonly roleOf: (role: string) => string;
  readonly nameOf: (staffId: string) => string;
}

const headings = { late: 'Late', today: 'Due today', next: 'Next', unset: 'No day set' } as const;

/** Late, due today, next, and without a day, where there is something in it; in each, danger first. */
export function groupTasks(tasks: readonly Listed[], words: Words): readonly Group[] {
  const kinds = ['late', 'today', 'next', 'unset'] as const;
  return kinds.flatMap((kind) => {
    const rows = tasks
      .filter((task) => sort(task, words) === kind)
      .toSorted((one, other) => Number(other.isInDanger) - Number(one.isInDanger))
      .map((task) => describe(task, words));
    return rows.length === 0 ? [] : [{ heading: headings[kind], isLate: kind === 'late', rows }];
  });
}

function sort({ dueAt }: Listed, { now, dayOf }: Words): keyof typeof headings {
  if (dueAt === null) return 'unset';
  if (dueAt < now) return 'late';
  return dayOf(dueAt) === 'today' ? 'today' : 'next';
}

function describe(task: Listed, words: Words): Row {
  const { dueAt } = task;
  const when =
    dueAt === null ? 'No day set' : `${dueAt < words.now ? 'Was due' : 'Due'} ${words.dayOf(dueAt)}`;
  return {
    href: `/tasks/${task.taskId}`,
    caseHref: `/cases/${task.caseId}`,
    label: task.label,
    when,
    whose: describeOwner(task, words),
    isInDanger: task.isInDanger,
  };
}

export function describeOwner(
  { ownerId, ownerRole }: Pick<Listed, 'ownerId' | 'ownerRole'>,
  { reader, roleOf, nameOf }: Pick<Words, 'reader' | 'roleOf' | 'nameOf'>,
): string {
  if (ownerId === null) return `Nobody’s yet: for the ${roleOf(ownerRole).toLowerCase()}`;
  return ownerId === reader ? 'Yours' : nameOf(ownerId);
}
