export { followPacks } from './follow-packs.actions.ts';
export { addStaff, addTeam, type Colleague, foundOrganisation, giveRole } from './organisation.actions.ts';
export {
  letGo,
  listColleagues,
  makeFirstWayIn,
  nameColleagues,
  type NewStaff,
} from './organisation.actions.ts';
export { prepareStaff, readOwnOrganisation, setCover, stopCover, takeRole } from './organisation.actions.ts';
export type { Cover, Organisation, OrganisationId, Team, TeamId } from './organisation.store.ts';
export { openEmail, openName } from './sealed-staff.ts';
export { type Account, changeAccount, closeAccount, findSame } from './staffing/staffing.actions.ts';
export { endSessionsOf, leadsStill, listAccounts, listChanges } from './staffing/staffing.actions.ts';
export { owesWork, readEmailOf, sayLeaving, shutAccounts, takeBack } from './staffing/staffing.actions.ts';
export { HOURS_OF_A_WAY_IN, makeWayIn } from './staffing/way-in.actions.ts';
