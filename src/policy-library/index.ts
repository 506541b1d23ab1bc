export { type FinishedProof, readLatestProofs, recordPolicyVersions, storeProof } from './policy.actions.ts';
export { type PolicyLibraryOptions, policyLibraryRoutes } from './policy-library.routes.ts';
