export { type Rotation, rotateMasterKey } from './rotate.ts';
export type { MasterPlace } from './ring.ts';
export { makeSecretFile, readSecretFile } from './secret-file.ts';
export { KeyGone, type KeyStore, type OpenedKeys, openKeys } from './key-store.ts';
export { blindToken, commitToWords, type DataKey, open, type Place, SealBroken, seal } from './sealing.ts';
export { KeyServiceAway } from './transit.ts';
export { BACKING_UP } from './renewing/key-stages.ts';
export { type Renewal, type RenewalNeeds, renewKeys } from './renewing/renew-keys.ts';
export { openSealedRecords } from './renewing/sealed-records.ts';
