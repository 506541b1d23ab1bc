import type { Advice, Policy } from '../../pathway/engine/index.ts';

/** A step that somebody owes once the conversation is over. */
export interface Owed {
  readonly action: string;
  /** Neutral words, to which the case's reference is added. */
  readonly label: string;
  readonly role: string;
  /** A timing of the policy, or null. */
  readonly by: string | null;
}

/**
 * The steps of an advice that are owed after the conversation: what must be done or thought about. What is
 * only offered is the survivor's to take up, and what belongs to the conversation itself is done in it.
 */
export function listOwed(policy: Pick<Policy, 'actions'>, advice: Pick<Advice, 'actions'>): readonly Owed[] {
  return advice.actions.flatMap(({ action, strength, who, by }) => {
    const step = policy.actions.find(({ id }) => id === action);
    if (step === undefined || strength === 'offer' || isInConversation(step)) return [];
    return [{ action, label: step.listed ?? 'Step to take', role: who, by }];
  });
}

function isInConversation({ step, does }: Policy['actions'][number]): boolean {
  return step === 'conversation' || (step === 'safety' && does === 'task');
}
