export { type Advisor, makeAdvisor } from './advise.ts';
export { joinInWords } from './because.ts';
export type * from './invariant.ts';
export type * from './invariant.ts';
export type * from './policy.ts';
export { type ReadFacts, readFacts } from './read-facts.ts';
export { groupRulesByAction, judgeRule, type Settled, settleAction } from './settle.ts';
export { type TracedRule, traceRules } from './trace.ts';
export { evaluateCondition, findFactsOf, type Truth } from './truth.ts';
