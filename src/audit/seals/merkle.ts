import { createHash } from 'node:crypto';

/**
 * The root of a Merkle tree as RFC 6962, section 2.1 says: leaves and nodes are hashed behind different
 * bytes, so that none passes for the other.
 */
export function findRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256();
  let level = leaves.map((leaf) => sha256(Buffer.of(0), leaf));
  while (level.length > 1) level = pairUp(level);
  return level[0] as Buffer;
}

/** One that has no neighbour goes up as it is. */
function pairUp(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let place = 0; place < level.length; place += 2) {
    const [left, right] = [level[place] as Buffer, level[place + 1]];
    above.push(right === undefined ? left : sha256(Buffer.of(1), left, right));
  }
  return above;
}

export function sha256(...parts: readonly (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
