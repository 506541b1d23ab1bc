export { DatabaseAway } from './connection.ts';
export { type StartedDatabase, startDatabase } from './start.ts';
export { takeTurns } from './take-turns.ts';
export type { ActTx, Database, ReferenceTx, ViewerTx } from './transactions.ts';
export { writeBytes } from './write-bytes.ts';
