export { askIn } from './asking.ts';
export { type AuditEvent, recordEvent } from './audit.actions.ts';
export { type Looked, readLooks } from './looked/read-looks.ts';
export { sayRelation, sayVerb } from './looked/say-look.ts';
export { sealHeads } from './seals/seal-heads.actions.ts';
export type { AuditVerb } from './verbs.ts';
export { runAuditCommand } from './verifying/audit-command.ts';
