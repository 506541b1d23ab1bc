export { addFact } from './advice/case-advice.actions.ts';
export { act, type CaseNeeds } from './case.actions.ts';
export { caseRoutes } from './case.routes.ts';
export { acceptConcern, answerBack, askBack } from './receiving/receiving.actions.ts';
export { addToTeam, assignLead, openCase, shutOut } from './working/working.actions.ts';
export { readNightNumbers } from './night-numbers.ts';
