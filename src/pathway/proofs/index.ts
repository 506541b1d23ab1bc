export { type CheckTools, checkPolicy, type Failure, type ProofReport, type Subject } from './check.ts';
export { diffPolicies, type PolicyDiff } from './diff.ts';
export { evaluateWithEngine } from './enumerate.ts';
export { writeDiff, writeReport } from './report.ts';
export { withSolver } from './z3.ts';
