export { accountRoutes } from './gather-routes.ts';
