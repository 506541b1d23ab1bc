export type * from './engine/policy.ts';
export { type Advisor, evaluateCondition, findFactsOf, joinInWords, makeAdvisor, readFacts, traceRules } from './engine/index.ts';
export { choosePolicy, listCouncils, type LoadedPolicies, type LoadedPolicy, loadPolicies } from './packs/index.ts';
export { type CommandLine, runPathwayCommand } from './command/pathway-command.ts';
