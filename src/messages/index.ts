export { listUnseen, markAsSeen, type Telling, tell, type Unseen } from './message.actions.ts';
export { messageRoutes } from './messages.routes.ts';
export { sendMessages } from './sending/sending.actions.ts';
export { exampleUnseen, type ShownTold, showTold } from './show-told.ts';
export type { Kind, Told } from './told.rules.ts';
