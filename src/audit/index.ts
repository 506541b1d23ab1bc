export { type AuditEvent, recordEvent } from './audit.actions.ts';
export type { AuditVerb } from './verbs.ts';
