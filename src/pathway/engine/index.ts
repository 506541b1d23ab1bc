export { type Advisor, makeAdvisor } from './advise.ts';
export { joinInWords } from './because.ts';
export type { Assertion, Invariant, WantedTerms } from './invariant.ts';
export type { Action, Advice, AdvisedAction, Condition, Consent, ConsentRule } from './policy.ts';
export type {
  Fact,
  Facts,
  Line,
  ListedNever,
  Named,
  Never,
  NeverRule,
  Policy,
  PossibleAction,
} from './policy.ts';
export type { ConsentState, Question, Rule, Service, Strength, Terms, Value } from './policy.ts';
export { type ReadFacts, readFacts } from './read-facts.ts';
export { groupRulesByAction, judgeRule, type Settled, settleAction } from './settle.ts';
export { type TracedRule, traceRules } from './trace.ts';
export { evaluateCondition, findFactsOf, type Truth } from './truth.ts';
