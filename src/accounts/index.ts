export { makeAdministrator } from './founding/make-administrator.ts';
export { accountRoutes } from './gather-routes.ts';
