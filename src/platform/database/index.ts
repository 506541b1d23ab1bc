export { DatabaseAway } from './connection.ts';
export { type ActTx, type Database, type ReferenceTx, type ViewerTx } from './transactions.ts';
export { startDatabase, type StartedDatabase } from './start.ts';
