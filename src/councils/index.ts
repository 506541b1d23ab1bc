export type { Colleague, NewStaff } from './organisation.actions.ts';
export { addStaff, addTeam, foundOrganisation, prepareStaff } from './organisation.actions.ts';
export { giveRole, letGo, listColleagues, openEmail, takeRole } from './organisation.actions.ts';
export { setCover, stopCover } from './organisation.actions.ts';
export type { Cover, Organisation, OrganisationId, Team, TeamId } from './organisation.store.ts';
export { readSessionCookie } from './session-cookie.ts';
export { findSession } from './sign-in.actions.ts';
export { askToSendAgain, askToSignIn, councilRoutes, quickLeave } from './sign-in.routes.ts';
export { readOwnOrganisation } from './team.actions.ts';
