import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { makeSecretFile, replaceSecretFile } from '../../src/platform/crypto/secret-file.ts';

const token = 'hvs.stand-in';

/** What the transit engine of a Vault or an OpenBao does, as far as its published protocol says. */
export interface TransitStandIn {
  readonly settings: { readonly url: string; readonly key: string; readonly tokenFile: string };
  /** What it was asked for, and what was bound to it. */
  readonly asked: { readonly path: string; readonly bound: readonly string[] }[];
  /** The newest version of the key. */
  readonly version: () => number;
  /** What it does from now on; `away` ends each connection, and `silent` leaves it open and says nothing. */
  be(way: 'serving' | 'sealed' | 'elsewhere' | 'broken' | 'away' | 'silent' | 'a-web-page'): void;
  /** Another key under the same name, and no other. */
  exchangeKey(type?: string): () => void;
  /** What the token file holds. */
  giveToken(text: string): void;
  stop(): Promise<void>;
}

interface Item {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

type Keys = Map<string, { readonly type: string; readonly versions: Buffer[] }>;
type Answer = readonly [status: number, body: unknown];

const refuse = (status: number, error: string): Answer => [status, { errors: [error] }];
const makeKeys = (type: string): Keys => new Map([['rowan', { type, versions: [randomBytes(32)] }]]);

export async function startTransit(folder: string): Promise<TransitStandIn> {
  let keys = makeKeys('aes256-gcm96');
  let way: Parameters<TransitStandIn['be']>[0] = 'serving';
  const asked: { path: string; bound: readonly string[] }[] = [];
  const tokenFile = path.join(folder, 'key-service.token');
  makeSecretFile(tokenFile, `${token}\n`);

  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
    const items: readonly Item[] = body.batch_input ?? [];
    const where = `${request.method} ${(request.url ?? '').replace('/v1/transit/', '')}`;
    asked.push({ path: where, bound: items.map((item) => item.associated_data ?? '') });
    const say = ([status, answer]: Answer) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (way === 'silent') return undefined;
    if (way === 'away') return response.destroy();
    if (way === 'a-web-page') return response.end('<h1>Welcome</h1>');
    if (way === 'sealed') return say(refuse(503, 'Vault is sealed'));
    if (way === 'broken') return say(refuse(500, 'internal error'));
    if (way === 'elsewhere') return response.writeHead(307, { location: `${address()}/other` }).end();
    if (request.headers['x-vault-token'] !== token) return say(refuse(403, 'permission denied'));
    return say(answer(keys, where, items));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: { url: `${address()}/v1/transit`, key: 'rowan', tokenFile },
    asked,
    version: () => keys.get('rowan')?.versions.length ?? 0,
    be: (next) => {
      way = next;
    },
    exchangeKey: (type = 'aes256-gcm96') => {
      const before = keys;
      keys = makeKeys(type);
      return () => {
        keys = before;
      };
    },
    giveToken: (text) => replaceSecretFile(tokenFile, text),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(keys: Keys, where: string, items: readonly Item[]): Answer {
  const [, method, verb, name = '', what] = /^(\w+) ([^/]*)\/?([^/]*)\/?(.*)$/.exec(where) ?? [];
  const key = keys.get(name);
  if (method === 'GET' && verb === 'keys') {
    const data = { name, type: key?.type, derived: false, latest_version: key?.versions.length };
    return key === undefined ? refuse(404, '') : [200, { data }];
  }
  if (method !== 'POST') return refuse(405, 'unsupported operation');
  if (key === undefined) return refuse(400, 'encryption key not found');
  if (verb === 'keys' && what === 'rotate') {
    key.versions.push(randomBytes(32));
    return [200, { data: { latest_version: key.versions.length } }];
  }
  if (verb !== 'encrypt' && verb !== 'decrypt') return refuse(404, 'unsupported path');
  if (items.length === 0) return refuse(400, 'missing batch input to process');
  const results = items.map((item) => (verb === 'encrypt' ? encrypt : decrypt)(key.versions, item));
  // So the engine answers where one of many does not open.
  return [results.some((result) => 'error' in result) ? 400 : 200, { data: { batch_results: results } }];
}

function encrypt(versions: readonly Buffer[], { plaintext = '', associated_data = '' }: Item) {
  if (!/^[A-Za-z0-9+/]+=*$/.test(plaintext)) return { error: 'illegal base64 data' };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', versions.at(-1) as Buffer, nonce);
  cipher.setAAD(Buffer.from(associated_data, 'base64'));
  const body = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()]);
  const sealed = Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
  return { ciphertext: `vault:v${versions.length}:${sealed}`, key_version: versions.length };
}

function decrypt(versions: readonly Buffer[], { ciphertext = '', associated_data = '' }: Item) {
  const [, version, text = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
  const key = versions[Number(version) - 1];
  if (key === undefined) return { error: 'invalid ciphertext: no prefix', plaintext: '' };
  const sealed = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(associated_data, 'base64'));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    return { plaintext: plain.toString('base64') };
  } catch {
    return { error: 'cipher: message authentication failed', plaintext: '' };
  }
}
