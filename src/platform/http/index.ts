export { listen, refusePortInUse } from './listen.ts';
export type { Access, Answer, Audit, Route, RouteRequest } from './route.ts';
export { answerData, answerPage, defineRoute, none, notFound, openToAll, redirect } from './route.ts';
export { buildServer, type ServerOptions } from './server.ts';
