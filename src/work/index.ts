export { type ClimbingNeeds, climbLateTasks, climbOverdue } from './climbing.actions.ts';
export { makeTasks, type TasksToMake } from './owed/make-tasks.actions.ts';
export { findTakeUpDeadline, isOfficeOpen } from './owed/taking-up.ts';
export { listTabs, showGroups, showNext, showTabs } from './show-tasks.ts';
export { finishTask, listTasksOf, reopenTask } from './task.actions.ts';
export { readAfter, writeAfter } from './task.forms.ts';
export { workRoutes } from './work.routes.ts';
export { groupTasksOf, listWork } from './work-list.actions.ts';
export type { Group } from './work-list.rules.ts';
