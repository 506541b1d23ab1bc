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

const kinds: Readonly<Record<string, string>> = {
  referral: 'Referral to complete',
  document: 'Form to complete',
  plan: 'Plan to complete',
  call: 'Call to make',
};

/** Only topics that say nothing of abuse: lists are glanced at over shoulders. */
const topics: Readonly<Record<string, string>> = {
  housing: 'Housing step',
  support: 'Support step',
  record: 'Record to write',
};

/**
 * The steps of an advice that are owed after the conversation: what must be done or thought about. What is
 * only offered is the survivor's to take up, and what belongs to the conversation itself is done in it.
 */
export function listOwed(policy: Pick<Policy, 'actions'>, advice: Pick<Advice, 'actions'>): readonly Owed[] {
  return advice.actions.flatMap(({ action, strength, who, by }) => {
    const step = policy.actions.find(({ id }) => id === action);
    if (step === undefined || strength === 'offer' || isInConversation(step)) return [];
    return [{ action, label: labelNeutrally(step), role: who, by }];
  });
}

function isInConversation({ step, does }: Policy['actions'][number]): boolean {
  return step === 'conversation' || (step === 'safety' && does === 'task');
}

/** Names nobody and holds no word of abuse: the action's own words stand on the page of the case alone. */
function labelNeutrally({ listed, step, does }: Policy['actions'][number]): string {
  return listed ?? kinds[does] ?? topics[step] ?? 'Step to take';
}
