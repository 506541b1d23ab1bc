export type { ShownService } from './describe-service.ts';
export { directoryRoutes } from './directory.routes.ts';
export { confirmEntry, readServiceBook, reportWrong, stepReport } from './keeping/keeping.actions.ts';
export { makeFingerprint } from './keeping/kept.ts';
export { type NightNumber, openServiceBook, type ServiceBook } from './offering/service-book.ts';
export { showHelplines } from './offering/show-helplines.ts';
export { exampleNightNumbers, foldNightNumbers, showNightNumbers } from './offering/show-night-numbers.ts';
export { harbour as exampleService } from './directory.examples.ts';
