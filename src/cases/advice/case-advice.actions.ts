import { recordEvent } from '../../audit/index.ts';
import { findPolicyInForce } from '../../councils/index.ts';
import { findDangerFact, type LoadedPolicies, type LoadedPolicy, traceRules } from '../../pathway/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { askToLook, makeTasks, type TasksToMake } from '../../work/index.ts';
import type { CaseRow } from '../case.store.ts';
import { tellAnswerable } from '../receiving/tell-answerable.actions.ts';
import {
  type AdviceRow,
  insertAdvice,
  type NewAdvice,
  readAdvices,
  readKnown,
  seesWhole,
  setDanger,
} from './case-advice.store.ts';
import { areSame, changeFact } from './known-facts.rules.ts';

export interface AdviceHands {
  readonly viewer: Viewer;
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  readonly reference: string;
}

export type Added =
  | { readonly kind: 'added' }
  /** Somebody else added facts since the form was made; nothing was written. */
  | { readonly kind: 'stale'; readonly newest: AdviceRow };

/**
 * Adds or changes one fact: a new row of advice, tasks for what is new in it, and the old ones kept. The same
 * answer sent twice changes nothing.
 *
 * @param said the fact and its value; null where it is not known after all, or where the facts are the same
 * and the policy is a new one
 * @param seen the newest advice that the form was made from
 */
export async function addFact(
  tx: ActTx,
  row: Pick<CaseRow, 'caseId' | 'leadId'>,
  {
    said,
    seen,
  }: {
    readonly said: { readonly fact: string; readonly value: string | null } | null;
    readonly seen: string;
  },
  hands: AdviceHands,
): Promise<Added> {
  const { caseId } = row;
  const [newest] = await readAdvices(tx, caseId, 1);
  const { facts: before } = await readKnown(tx, caseId);
  const facts = said === null ? before : changeFact(before, said.fact, said.value);
  const policy = findPolicyInForce(hands, hands.viewer);
  const isSame = areSame(facts, before);
  if (newest !== undefined && isSame && newest.contentHash === policy.contentHash) return { kind: 'added' };
  if (newest !== undefined && newest.adviceId !== seen) return { kind: 'stale', newest };
  await giveAdvice(tx, row, { facts, said: said === null ? {} : { [said.fact]: said.value } }, policy, hands);
  const { reference } = hands;
  await recordEvent(tx, { verb: isSame ? 'advice.given' : 'facts.added', caseId, reference });
  if (said?.fact === findDangerFact(policy.policy)) await followDanger(tx, row, said?.value, hands);
  return { kind: 'added' };
}

async function giveAdvice(
  tx: ActTx,
  { caseId, leadId }: Pick<CaseRow, 'caseId' | 'leadId'>,
  { facts, said }: Pick<Said, 'facts' | 'said'>,
  policy: LoadedPolicy,
  { viewer, clock, reference }: AdviceHands,
): Promise<void> {
  const hands = { viewer, clock, reference };
  const given = await keepAdvice(tx, caseId, { facts, said, byClock: [] }, policy, hands);
  // Who sees a part of the facts cannot tell what follows from all of them: the lead looks.
  const isWhole = leadId === null || (await seesWhole(tx, caseId));
  const made = isWhole
    ? await makeTasks(tx, given, hands)
    : await askToLook(tx, { caseId, owner: leadId, policy }, hands);
  if (made > 0) await recordEvent(tx, { verb: 'task.made', caseId, reference });
}

type Said = Pick<NewAdvice, 'facts' | 'said' | 'byClock'>;

/**
 * Keeps what the policy advises on these facts, as it was given.
 *
 * @returns what tasks are made of
 */
export async function keepAdvice(
  tx: ActTx,
  caseId: string,
  known: Said,
  policy: LoadedPolicy,
  { viewer, clock }: Pick<AdviceHands, 'viewer' | 'clock'>,
): Promise<TasksToMake> {
  const adviceId = makeId<'advice'>(clock);
  const advice = policy.advisor.advise(known.facts);
  await insertAdvice(tx, caseId, {
    ...known,
    adviceId,
    givenAt: clock.now(),
    givenTo: viewer.staffId,
    result: advice,
    trace: traceRules(policy.policy, known.facts),
    policyVersion: policy.version,
    contentHash: policy.contentHash,
  });
  return { caseId, adviceId, advice, policy };
}

/** The top of the case and every list follow what was said last; danger is told at once. */
async function followDanger(
  tx: ActTx,
  row: Pick<CaseRow, 'caseId' | 'leadId'>,
  value: string | null | undefined,
  hands: AdviceHands,
): Promise<void> {
  const danger = value === 'yes' ? true : value === 'no' ? false : null;
  await setDanger(tx, row.caseId, danger, hands.clock.now());
  if (danger === true) await tellAnswerable(tx, row, 'danger-said', hands);
}
