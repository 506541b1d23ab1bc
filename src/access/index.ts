export { type CaseAction, type Decision, decide, type Relation, type Standing } from './case.access.ts';
export { waitsForReopening } from './case.access.ts';
export { type Hands, handsOf } from './hands.ts';
export { isAdministrator, signedIn, viewerOf, withRole, worksWithCases } from './signed-in.ts';
export { askAccess } from './standing.actions.ts';
