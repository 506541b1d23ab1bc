import {
  groupRulesByAction,
  judgeRule,
  type NeverRule,
  type Rule,
  type Settled,
  settleAction,
} from '../../src/pathway/engine/index.ts';
import type { Advice, Advisor, Facts, LoadedPolicy, Policy } from '../../src/pathway/index.ts';
import type { Said } from '../pathway/systematic.ts';
import type { Mutant } from './change-rule.ts';

/** A mutant as the engine takes it. */
export interface Mutated {
  readonly mutant: Mutant;
  readonly policy: Policy;
  /** What it says of the one action or never that the changed rule gives. */
  say(facts: Facts): Said;
  /**
   * Gives the policy's own advice, but for that one action or never. What is asked stays the policy's own as
   * well, so that a mutant may go unnoticed here, and never the other way round.
   */
  readonly advisor: Advisor;
}

export function mutate(loaded: LoadedPolicy, mutant: Mutant): Mutated {
  const { gives, kind } = mutant;
  const policy = replaceRule(loaded.policy, mutant);
  const say = kind === 'action' ? sayAction(policy, gives) : sayNever(policy, gives);
  return { mutant, policy, say, advisor: makePatchedAdvisor(loaded, policy, mutant, say) };
}

/** By its name: in the baseline alone the same rule is another object. */
export function replaceRule(policy: Policy, { of, changed }: Mutant): Policy {
  const replace = <Either extends Rule | NeverRule>(rules: readonly Either[]): Either[] =>
    rules.flatMap((rule) => (rule.name !== of.name ? rule : changed === null ? [] : (changed as Either)));
  return { ...policy, rules: replace(policy.rules), neverRules: replace(policy.neverRules) };
}

function sayAction(policy: Policy, action: string): (facts: Facts) => Settled {
  const rules = policy.rules.filter((rule) => rule.action === action);
  const [group] = groupRulesByAction({ ...policy, rules });
  return (facts) =>
    group === undefined ? { standing: 'no', terms: null, fired: [] } : settleAction(group, facts);
}

function sayNever(policy: Policy, never: string): Mutated['say'] {
  const rules = policy.neverRules.filter((rule) => rule.never === never);
  return (facts) => {
    const isListed = rules.some((rule) => judgeRule(rule, facts) === 'yes');
    return { standing: isListed ? 'yes' : 'no', terms: null };
  };
}

const remembered = new WeakMap<LoadedPolicy, Map<string, Advice>>();

function adviseOnce(loaded: LoadedPolicy, facts: Facts): Advice {
  const memory = remembered.get(loaded) ?? new Map<string, Advice>();
  remembered.set(loaded, memory);
  const key = JSON.stringify(facts);
  const advice = memory.get(key) ?? loaded.advisor.advise(facts);
  memory.set(key, advice);
  return advice;
}

function makePatchedAdvisor(
  loaded: LoadedPolicy,
  policy: Policy,
  { kind, gives }: Mutant,
  say: Mutated['say'],
): Advisor {
  const settle = sayAction(policy, gives);
  return {
    policy,
    adviseOnAction: (action, facts) =>
      kind === 'action' && action === gives ? settle(facts) : loaded.advisor.adviseOnAction(action, facts),
    advise(facts) {
      const advice = adviseOnce(loaded, facts);
      const said = say(facts);
      return kind === 'action' ? patchAction(advice, gives, said) : patchNever(advice, gives, said);
    },
  };
}

function patchAction(advice: Advice, action: string, { standing, terms }: Said): Advice {
  const others = <Row extends { action: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.action !== action);
  const stands = terms === null ? [] : [{ action, ...terms, because: '', clauses: [] }];
  return {
    ...advice,
    actions: [...others(advice.actions), ...stands] as Advice['actions'],
    possible: [...others(advice.possible), ...(standing === 'unknown' ? [{ action, dependsOn: [] }] : [])],
  };
}

function patchNever(advice: Advice, never: string, { standing }: Said): Advice {
  const others = advice.never.filter((row) => row.never !== never);
  return { ...advice, never: standing === 'yes' ? [...others, { never, clauses: [] }] : others };
}
