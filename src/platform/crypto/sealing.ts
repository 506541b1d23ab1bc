import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Id } from '../ids.ts';

interface OpeningKey {
  readonly keyId: Id<'key'>;
  readonly sealing: KeyObject;
}

/** The key of one thing (a record, a person, a draft, an organisation), open in memory. */
export interface DataKey extends OpeningKey {
  /** The thing that the key belongs to. */
  readonly ownerId: string;
  readonly hashing: KeyObject;
  /** While the key is renewed: the one before or after it, which opens alone. */
  readonly others: readonly OpeningKey[];
}

/** Where a sealed text stands: it opens there and nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
}

/** What was to be opened was changed, moved, cut short, or sealed with another key. */
export class SealBroken extends Error {}

const ALGORITHM = 'aes-256-gcm';
const SECRET_BYTES = 32;
const VERSION = 1;
const ID_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES;

/**
 * Makes a data key from its secret. Sealing and hashing have keys of their own derived from it, so that what
 * one shows says nothing of the other.
 *
 * @param secret 32 bytes; behind them, where the key took another's place, the key to hash with
 */
export function deriveDataKey(keyId: Id<'key'>, ownerId: string, secret: Uint8Array): DataKey {
  let hashing: KeyObject | undefined;
  const own = secret.subarray(0, SECRET_BYTES);
  const handedOn = secret.subarray(SECRET_BYTES);
  return {
    keyId,
    ownerId,
    others: [],
    sealing: createSecretKey(derive(own, 'rowan sealing 1')),
    // Few are ever asked for, and each costs as much as opening a field.
    get hashing() {
      hashing ??= createSecretKey(handedOn.length > 0 ? handedOn : derive(own, 'rowan hashing 1'));
      return hashing;
    },
  };
}

export function drawSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/**
 * The secret of the key that takes another's place. It seals for itself and hashes as the other did: tokens
 * and commitments are of what somebody said once, and cannot be made again.
 */
export function drawSecretAfter({ hashing }: DataKey): Buffer {
  return Buffer.concat([drawSecret(), hashing.export()]);
}

/** By which a secret is known to be the right one, without giving it away: 32 bytes. */
export function commitTo(secret: Uint8Array): Buffer {
  return derive(secret, 'rowan commitment 1');
}

/** HKDF-SHA256 (RFC 5869), 32 bytes. */
export function derive(secret: Uint8Array, purpose: string, salt = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32));
}

/**
 * Seals a text for one place: version, key id, nonce, AES-256-GCM ciphertext, tag. The place and both ids are
 * bound in.
 *
 * @throws TypeError for a text with a lone surrogate, which UTF-8 cannot keep; forms refuse it in words
 */
export function seal(key: DataKey, place: Place, text: string): Buffer {
  if (!text.isWellFormed()) throw new TypeError('A text with a lone surrogate cannot be kept.');
  return sealBytes(key.sealing, key.keyId, bind(key.ownerId, key.keyId, place), Buffer.from(text, 'utf8'));
}

/**
 * Opens a sealed text.
 *
 * @throws SealBroken when a single bit, the place, the owner or the key is another
 */
export function open(key: DataKey, place: Place, sealed: Uint8Array): string {
  const { keyId, sealing } = key.others.find((other) => isSealedWith(other, sealed)) ?? key;
  return openBytes(sealing, keyId, bind(key.ownerId, keyId, place), sealed).toString('utf8');
}

/** @param bound is authenticated and not kept */
export function sealBytes(key: KeyObject, keyId: Id<'key'>, bound: Buffer, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), idBytes(keyId), nonce, body, cipher.getAuthTag()]);
}

/** @throws SealBroken */
export function openBytes(key: KeyObject, keyId: Id<'key'>, bound: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEAD_BYTES + TAG_BYTES || bytes[0] !== VERSION) {
    throw new SealBroken('This was not sealed by Rowan, or was cut short.');
  }
  if (!isSealedWith({ keyId }, bytes)) {
    throw new SealBroken('This was sealed with another key.');
  }
  // Without the length, Node takes a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(1 + ID_BYTES, HEAD_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bound);
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const body = bytes.subarray(HEAD_BYTES, bytes.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (error) {
    throw new SealBroken('What was sealed was changed or moved.', { cause: error });
  }
}

/**
 * A token by which equal texts are found without being read: HMAC-SHA256, one key a purpose.
 *
 * @param key usually an organisation's, so that two organisations' tokens do not compare
 * @param text already in its normal form
 */
export function blindToken(key: DataKey, purpose: string, text: string): Buffer {
  return hashFor(key, `token:${purpose}`, text);
}

/**
 * Stands for words without holding them: who has the key and the words can check them, and once the key is
 * destroyed nobody can guess them.
 *
 * @param salt an id that belongs to this one commitment
 */
export function commitToWords(key: DataKey, salt: string, words: string): Buffer {
  return hashFor(key, `words:${salt}`, words);
}

function hashFor(key: DataKey, purpose: string, text: string): Buffer {
  const own = createHmac('sha256', key.hashing).update(purpose).digest();
  return createHmac('sha256', own).update(text).digest();
}

/** Each part with its length before it, so that no two lists of parts are the same bytes. */
export function joinParts(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function bind(ownerId: string, keyId: string, { table, column, row }: Place): Buffer {
  return joinParts([`${VERSION}`, table, column, row, ownerId, keyId]);
}

function isSealedWith({ keyId }: Pick<DataKey, 'keyId'>, sealed: Uint8Array): boolean {
  return idBytes(keyId).equals(sealed.subarray(1, 1 + ID_BYTES));
}

function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
