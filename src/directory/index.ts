export { directoryRoutes } from './directory.routes.ts';
export { listServicesFor, type OfferedService } from './services-for.ts';
