export { isCited } from './check-register.ts';
export type { PlacedRule } from './compile/rules.ts';
export type { Example } from './examples.ts';
export { describeChecked } from './handbook/contacts.ts';
export type { Directory, DirectoryEntry, Handbook, Person } from './handbook/handbook.ts';
export {
  type LoadedPolicies,
  type LoadedPolicy,
  loadPolicies,
  type NamedSituation,
  shippedPolicies,
} from './load.ts';
export type { ClauseText, QuestionText } from './schema/register.schema.ts';
export { type ChosenPolicy, choosePolicy, isDay, listCouncils } from './versions.ts';
export { describeProblem, type Problem } from './yaml-file.ts';
