import { recordEvent } from '../../audit/index.ts';
import {
  choosePolicy,
  type Facts,
  type LoadedPolicies,
  type LoadedPolicy,
  traceRules,
} from '../../pathway/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { makeTasks } from '../../work/index.ts';
import { type AdviceRow, insertAdvice, lockFacts, readAdvices } from './case-advice.store.ts';

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
  caseId: string,
  {
    said,
    seen,
  }: {
    readonly said: { readonly fact: string; readonly value: string | null } | null;
    readonly seen: string;
  },
  hands: AdviceHands,
): Promise<Added> {
  await lockFacts(tx, caseId);
  const [newest] = await readAdvices(tx, caseId, 1);
  const before = newest?.facts ?? {};
  const facts = said === null ? before : change(before, said.fact, said.value);
  const { policy } = findPolicy(hands);
  const isSame = areSame(facts, before);
  if (newest !== undefined && isSame && newest.contentHash === policy.contentHash) return { kind: 'added' };
  if (newest !== undefined && newest.adviceId !== seen) return { kind: 'stale', newest };
  await giveAdvice(tx, caseId, facts, policy, hands);
  const { reference } = hands;
  await recordEvent(tx, { verb: isSame ? 'advice.given' : 'facts.added', caseId, reference });
  return { kind: 'added' };
}

/** The database keeps facts in an order of its own. */
function areSame(one: Facts, other: Facts): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}

function change(facts: Facts, fact: string, value: string | null): Facts {
  const others = Object.entries(facts).filter(([id]) => id !== fact);
  return Object.fromEntries(value === null ? others : [...others, [fact, value]]);
}

async function giveAdvice(
  tx: ActTx,
  caseId: string,
  facts: Facts,
  policy: LoadedPolicy,
  { viewer, clock, reference }: AdviceHands,
): Promise<void> {
  const advice = policy.advisor.advise(facts);
  const adviceId = makeId<'advice'>(clock);
  const now = clock.now();
  const { version: policyVersion, contentHash } = policy;
  const row = {
    adviceId,
    givenAt: now,
    givenTo: viewer.staffId,
    facts,
    result: advice,
    policyVersion,
    contentHash,
  };
  await insertAdvice(tx, caseId, row, traceRules(policy.policy, facts));
  const { organisationId, staffId } = viewer;
  const made = await makeTasks(tx, {
    caseId,
    organisationId,
    adviceId,
    advice,
    policy,
    recordedBy: staffId,
    now,
  });
  if (made > 0) await recordEvent(tx, { verb: 'task.made', caseId, reference });
}

/** The policy that is in force at the viewer's council today. */
export function findPolicy({ policies, viewer, clock }: Omit<AdviceHands, 'reference'>): {
  readonly policy: LoadedPolicy;
} {
  const chosen = choosePolicy(policies, viewer.council, readLondonTime(clock.now()).day);
  if (!chosen.ok) throw new Error(chosen.message);
  return { policy: chosen.policy };
}
