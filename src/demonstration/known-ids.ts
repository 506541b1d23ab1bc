import { createHash } from 'node:crypto';
import type { Id } from '../platform/ids.ts';

/**
 * An id that comes out of what it is of: a later start knows by it what an earlier one made (UUID version 8,
 * RFC 9562).
 */
export function knownId<Kind extends string>(kind: Kind, ...names: readonly (string | number)[]): Id<Kind> {
  const bytes = createHash('sha256')
    .update(['demonstration', kind, ...names].join('\n'))
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex', 0, 16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-') as Id<Kind>;
}
