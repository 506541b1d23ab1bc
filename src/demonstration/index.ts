export { openDemonstration } from './demonstration.actions.ts';
export { describeSignIns, mark } from './sign-ins.ts';
