import { type Facts, judgeRule, type NeverRule, type Rule, type Truth } from '../engine/index.ts';
import type { LoadedPolicy, PlacedRule } from '../packs/index.ts';
import { listFacts, questionOf } from './describe-condition.ts';
import { describeStanding } from './describe-terms.ts';

/** A rule's example as it is printed: what is known, and what the policy makes of it. */
export interface BookExample {
  readonly name: string;
  /** Empty where nothing is known yet. */
  readonly facts: readonly string[];
  readonly verdict: Truth;
  /** What the action then says of itself. */
  readonly gives: readonly string[];
  /** What is still to be found out. */
  readonly asks: readonly string[];
}

/** The examples of a rule; the baseline's where a rule only refines it and has none of its own. */
export function describeExamples(
  rule: Rule | NeverRule,
  { text }: PlacedRule,
  loaded: LoadedPolicy,
): BookExample[] {
  const ofRule = (name: string | undefined) => loaded.examples.filter((example) => example.rule === name);
  const own = ofRule(text.rule);
  const shown = own.length > 0 ? own : ofRule(text.refines);
  return shown.map(({ name, facts }) => describeExample(name, facts, rule, loaded));
}

/** Judged by the policy itself each time: nothing is printed that the pathway would not say. */
function describeExample(
  name: string,
  facts: Facts,
  rule: Rule | NeverRule,
  { policy, advisor }: LoadedPolicy,
): BookExample {
  const verdict = judgeRule(rule, facts);
  const shared = { name, facts: listFacts(facts, policy), verdict };
  if ('never' in rule || verdict === 'no') return { ...shared, gives: [], asks: [] };
  const advice = advisor.advise(facts);
  const stands = advice.actions.find(({ action }) => action === rule.action);
  const possible = advice.possible.find(({ action }) => action === rule.action);
  const asks = verdict === 'yes' ? [] : (possible?.dependsOn ?? []);
  return {
    ...shared,
    gives: stands === undefined || verdict !== 'yes' ? [] : describeStanding(stands, policy),
    asks: asks.map((fact) => questionOf(fact, policy)),
  };
}
