export { type Rotation, rotateMasterKey } from './rotate.ts';
export type { MasterPlace } from './ring.ts';
export { makeSecretFile, readSecretFile } from './secret-file.ts';
export { KeyGone, type KeyStore, type OpenedKeys, openKeys } from './key-store.ts';
export { blindToken, commitToWords, type DataKey, open, type Place, SealBroken, seal } from './sealing.ts';
export { KeyServiceAway } from './transit.ts';
