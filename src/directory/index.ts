export type { ShownService } from './describe-service.ts';
export { directoryRoutes } from './directory.routes.ts';
export { readServiceBook } from './keeping/keeping.actions.ts';
export { type NightNumber, openServiceBook, type ServiceBook } from './offering/service-book.ts';
export { showHelplines } from './offering/show-helplines.ts';
export { exampleNightNumbers, showNightNumbers } from './offering/show-night-numbers.ts';
export { harbour as exampleService } from './directory.examples.ts';
