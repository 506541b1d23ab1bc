export { type TrySituationOptions, trySituationRoutes } from './try-situation.routes.ts';
