export { type CommandLine, runPathwayCommand } from './command/pathway-command.ts';
export {
  type Advisor,
  evaluateCondition,
  findFactsOf,
  joinInWords,
  makeAdvisor,
  readFacts,
  traceRules,
} from './engine/index.ts';
export type * from './engine/policy.ts';
export {
  choosePolicy,
  type LoadedPolicies,
  type LoadedPolicy,
  listCouncils,
  loadPolicies,
} from './packs/index.ts';
