export { type CommandLine, runPathwayCommand } from './command/pathway-command.ts';
export { runPolicyCommand } from './command/policy-command.ts';
export type { Advice, AdvisedAction, Condition, Fact, Policy } from './engine/index.ts';
export type { Question, Terms, Value } from './engine/index.ts';
export { type Advisor, evaluateCondition, type Facts, findDangerFact } from './engine/index.ts';
export { findFactsOf, joinInWords, readDanger } from './engine/index.ts';
export { makeAdvisor, readFacts, traceRules } from './engine/index.ts';
export type { ClauseText, Example, LoadedPolicies, LoadedPolicy, QuestionText } from './packs/index.ts';
export { choosePolicy, listCouncils, loadPolicies, readSetting, shippedPolicies } from './packs/index.ts';
