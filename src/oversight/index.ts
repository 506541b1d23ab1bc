export { describeLooks, type ShownLook } from './describe-looks.ts';
export { oversightRoutes } from './oversight.routes.ts';
export { lookForPeople, mustSayWhy } from './unusual/brake.actions.ts';
export { pauseBefore } from './unusual/brake.routes.ts';
export { findUnusualReading } from './unusual/find-unusual.actions.ts';
export { readManagesUnusual } from './unusual/managed.actions.ts';
export { showLooks } from './show-looks.ts';
export { showPaper } from './show-paper.ts';
