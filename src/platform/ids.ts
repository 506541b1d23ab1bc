import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

declare const idOf: unique symbol;

/** A UUID that belongs to one kind of thing: an id of one kind does not compile where another is wanted. */
export type Id<Kind extends string> = string & { readonly [idOf]: Kind };

/** The person on whose behalf the database is read or written. */
export type ViewerId = Id<'viewer'>;

/** A new id that sorts by the time it was made (UUID version 7, RFC 9562). */
export function makeId<Kind extends string>(clock: Clock): Id<Kind> {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(clock.now().getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-') as Id<Kind>;
}

const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters that can be read out over the phone (no I, L, O or U), for one request: `7K3F-9QXA`. */
export function makeReference(): string {
  const letters = Array.from(randomBytes(8), (byte) => READABLE.charAt(byte % READABLE.length)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
