export type { Asset } from './assets.ts';
export { assets, icon, script, styles } from './assets.ts';
