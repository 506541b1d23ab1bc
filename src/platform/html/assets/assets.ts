import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that pages ask for. Its address holds a hash of what is in it: it may be kept for ever. */
export interface Asset {
  readonly address: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const readAsset = (path: string, name: string, ending: string, type: string): Asset => {
  const bytes = readFileSync(new URL(path, import.meta.url));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { address: `/assets/${name}-${hash}.${ending}`, type, bytes };
};

export const styles = readAsset('built/rowan.css', 'rowan', 'css', 'text/css; charset=utf-8');
export const script = readAsset('built/rowan.js', 'rowan', 'js', 'text/javascript; charset=utf-8');
export const icon = readAsset('sprig.svg', 'sprig', 'svg', 'image/svg+xml; charset=utf-8');

/** All that the server has to serve beside pages. */
export const assets: readonly Asset[] = [styles, script, icon];
