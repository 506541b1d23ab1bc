import type { FieldError, Typed } from '../../platform/html/index.ts';
import { first } from '../../platform/html/index.ts';
import { judgeWords } from '../../platform/typed.pure.ts';
import type { Task } from '../../work/index.ts';

/** What becomes of a task that is still open. */
export type Becoming =
  | { readonly kind: 'done' }
  | { readonly kind: 'handed'; readonly to: string }
  | { readonly kind: 'ended'; readonly why: string };

export interface Closing {
  readonly why: string;
  /** Why it is closed although somebody is in danger. */
  readonly overDanger: string | null;
  readonly tasks: readonly { readonly task: Task; readonly becomes: Becoming }[];
}

export type ReadClosing =
  | { readonly ok: true; readonly closing: Closing }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads how a case is closed: with a reason, with another where somebody is in danger, and with what
 * becomes of
 * every task.
 *
 * @param involved those to whom a task may be handed
 */
export function readClosing(
  typed: Typed,
  {
    tasks,
    inDanger,
    involved,
  }: {
    readonly tasks: readonly Task[];
    readonly inDanger: boolean;
    readonly involved: readonly string[];
  },
): ReadClosing {
  const errors: FieldError[] = [];
  const words = (field: string, missing: string): string => {
    const text = first(typed, field).trim();
    const wrong = judgeWords(text, { missing });
    if (wrong !== undefined) errors.push({ field, text: wrong });
    return text;
  };
  const why = words('why', 'Say why the case is closed');
  const overDanger = inDanger
    ? words('over-danger', 'Say why it is closed although somebody is in danger')
    : null;
  const settled = tasks.map((task) => {
    const { taskId } = task;
    const becomes = readBecoming(typed, taskId, words);
    if (becomes === undefined)
      errors.push({ field: `task-${taskId}`, text: `Say what becomes of this: ${task.label}` });
    else if (becomes.kind === 'handed' && !involved.includes(becomes.to))
      errors.push({ field: `to-${taskId}`, text: 'Choose who does it' });
    return { task, becomes: becomes ?? ({ kind: 'done' } as const) };
  });
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, closing: { why, overDanger, tasks: settled } };
}

function readBecoming(
  typed: Typed,
  taskId: string,
  words: (field: string, missing: string) => string,
): Becoming | undefined {
  const kind = first(typed, `task-${taskId}`);
  if (kind === 'done') return { kind };
  if (kind === 'handed') return { kind, to: first(typed, `to-${taskId}`) };
  return kind === 'ended' ? { kind, why: words(`ended-${taskId}`, 'Say why nobody does it') } : undefined;
}
