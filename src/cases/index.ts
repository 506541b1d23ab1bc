export type { CaseNeeds } from './case.actions.ts';
export { caseRoutes } from './case.routes.ts';
export { addToTeam, assignLead, openCase, shutOut } from './working/working.actions.ts';
