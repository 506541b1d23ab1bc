import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a device may do otherwise than it should. */
export interface Slip {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  /** It signs without asking who is there. */
  readonly isUnverified?: boolean;
  readonly count?: number;
  /** The name of another user. */
  readonly user?: string;
}

/** A device with one passkey, which a test can make slip. */
export interface Authenticator {
  /** The passkey that it makes, as the browser sends it. */
  make(asked: Asked, slip?: Slip): string;
  /** The passkey that it shows. */
  show(asked: Asked, slip?: Slip): string;
}

export interface Asked {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

const HOME = { origin: 'http://localhost', host: 'localhost' };

export function makeAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let user = '';
  let count = 0;
  return {
    make: (asked, slip = {}) => {
      user = asked.user?.id ?? '';
      const credential = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        writeKey(publicKey),
      ]);
      const authData = Buffer.concat([writeHead(slip, 0, 0x40), credential]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return write(id, {
        clientDataJSON: writeClient('webauthn.create', asked, slip),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['internal'],
      });
    },
    show: (asked, slip = {}) => {
      count += 1;
      const authData = writeHead(slip, slip.count ?? count, 0);
      const clientDataJSON = writeClient('webauthn.get', asked, slip);
      const client = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
      return write(id, {
        clientDataJSON,
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, client]), privateKey).toString('base64url'),
        userHandle: slip.user ?? user,
      });
    },
  };
}

/** For which host, that somebody was there and was asked who, and how often it has signed. */
function writeHead({ host = HOME.host, isUnverified = false }: Slip, count: number, flags: number): Buffer {
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(count);
  const present = 0x01 | (isUnverified ? 0 : 0x04) | flags;
  return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([present]), counted]);
}

function writeClient(type: string, asked: Asked, { challenge, origin = HOME.origin }: Slip): string {
  const said = { type, challenge: challenge ?? asked.challenge, origin, crossOrigin: false };
  return Buffer.from(JSON.stringify(said)).toString('base64url');
}

/** As COSE writes a key of P-256. */
function writeKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const cose = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
  return Buffer.from(isoCBOR.encode(cose as never));
}

function write(id: Buffer, response: object): string {
  const name = id.toString('base64url');
  return JSON.stringify({ id: name, rawId: name, type: 'public-key', response, clientExtensionResults: {} });
}
