export { makeTasks, type TasksToMake } from './make-tasks.actions.ts';
