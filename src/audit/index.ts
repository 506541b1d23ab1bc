export { askIn } from './asking.ts';
export { type AuditEvent, recordEvent } from './audit.actions.ts';
export { sealHeads } from './seals/seal-heads.actions.ts';
export { type AuditVerb, sayVerb } from './verbs.ts';
export { runAuditCommand } from './verifying/audit-command.ts';
