export { readBreaksOf } from './emergency.actions.ts';
export { emergencyRoutes } from './emergency.routes.ts';
export { lookAfterBreaks } from './reviewing/look-after.actions.ts';
