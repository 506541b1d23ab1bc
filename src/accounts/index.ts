export { makeAdministrator } from './founding/make-administrator.ts';
export { accountRoutes } from './account.routes.ts';
