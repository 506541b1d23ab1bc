export { type BackUp, makeBackUp } from './make-back-up.ts';
export { type Restored, restoreBackUp } from './restore-back-up.ts';
