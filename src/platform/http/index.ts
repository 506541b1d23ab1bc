export { type ReadWords, readFields, readId, readText, readWords } from './fields.ts';
export { listMarks } from './form-mark.ts';
export { listen, refusePortInUse } from './listen.ts';
export type { Access, Answer, Audit, Route, RouteRequest, Viewer } from './route.ts';
export { answerData, answerForm, answerPage, defineRoute, none, notFound } from './route.ts';
export { openToAll, redirect, sendAway, withHeaders } from './route.ts';
export { buildServer, type ServerOptions, type SignIn } from './server.ts';
