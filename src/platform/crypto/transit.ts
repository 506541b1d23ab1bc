import { z } from 'zod';
import type { KeyServiceSettings } from '../config-outside.ts';
import { readJson } from '../json.ts';
import { StartUpRefusal } from '../refusal.ts';
import { readSecretFile } from './secret-file.ts';

/** Shorter than a transaction may idle, and than somebody waits for a page. */
const PATIENCE_MS = 4000;
/** Far below what the engine takes in one question. */
const AT_ONCE = 500;
/** How it says that what stands beside an error is all the same what was asked for. */
const SOME_FAILED = [400];
/** Of the engine's ciphers, those that bind what they are told to. */
const BINDING = new Set(['aes128-gcm96', 'aes256-gcm96', 'chacha20-poly1305', 'xchacha20-poly1305']);

/**
 * The key service does not answer, or does not do as it is asked: nothing was done, and it may be put right
 * soon. Its message is a sentence that says what to do.
 */
export class KeyServiceAway extends Error {
  /** For the log: one word. */
  readonly why: string;

  constructor(why: string, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.why = why;
  }
}

interface ToEncrypt {
  readonly plain: Buffer;
  /** Without the same, it does not open. */
  readonly bound: Buffer;
}

interface ToDecrypt {
  readonly cipher: Buffer;
  readonly bound: Buffer;
}

/** The transit engine of a Vault or an OpenBao, as far as Rowan asks it. */
export interface Transit {
  /** The key, as people find it. */
  readonly name: string;
  /** @throws StartUpRefusal when there is no such key, or it cannot bind */
  demandKey(): Promise<void>;
  encrypt(items: readonly ToEncrypt[]): Promise<readonly Buffer[]>;
  /** In their order; undefined for what does not open. */
  decrypt(items: readonly ToDecrypt[]): Promise<readonly (Buffer | undefined)[]>;
  /** A new version of the key, by which everything is encrypted from now on. */
  rotate(): Promise<void>;
}

export function openTransit(settings: KeyServiceSettings): Transit {
  const { url, key } = settings;
  const name = `${key} of the key service ${url}`;
  const path = (verb: string) => `${verb}/${encodeURIComponent(key)}`;
  return {
    name,
    demandKey: async () => {
      const { type, derived } = demandShape(await ask(settings, 'GET', path('keys')), keyShape, name);
      if (BINDING.has(type) && !derived) return;
      throw new StartUpRefusal(
        `The key ${name} is of the type ${type}${derived ? ', derived' : ''}, which cannot bind what it ` +
          'wraps; make one of the type aes256-gcm96, not derived.',
      );
    },
    encrypt: (all) =>
      inBatches(all, async (items) => {
        const body = items.map(({ plain, bound }) => ({ plaintext: encode(plain), ...bind(bound) }));
        const answer = await ask(settings, 'POST', path('encrypt'), { batch_input: body });
        const made = demandBatch(answer, encryptedShape, items.length, name);
        return made.map(({ ciphertext }) => Buffer.from(ciphertext));
      }),
    decrypt: (all) =>
      inBatches(all, async (items) => {
        const body = items.map(({ cipher, bound }) => ({ ciphertext: cipher.toString(), ...bind(bound) }));
        const answer = await ask(settings, 'POST', path('decrypt'), { batch_input: body }, SOME_FAILED);
        const opened = demandBatch(answer, decryptedShape, items.length, name);
        return opened.map(({ plaintext, error }) => (error || !plaintext ? undefined : decode(plaintext)));
      }),
    rotate: async () => void (await ask(settings, 'POST', `${path('keys')}/rotate`)),
  };
}

const keyShape = z.object({ type: z.string(), derived: z.boolean() });
const encryptedShape = z.object({ ciphertext: z.string().startsWith('vault:v') });
const decryptedShape = z.object({ plaintext: z.string().optional(), error: z.string().optional() });
const encode = (bytes: Buffer) => bytes.toString('base64');
const decode = (text: string) => Buffer.from(text, 'base64');
const bind = (bound: Buffer) => ({ associated_data: encode(bound) });

/**
 * Asks once. Sent on to another address it does not follow: the token is for this one.
 *
 * @param also answers that carry what was asked for, though something in it failed
 */
async function ask(
  { url, key, tokenFile }: KeyServiceSettings,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  also: readonly number[] = [],
): Promise<string> {
  const headers = { 'x-vault-token': readToken(tokenFile), 'x-vault-request': 'true' };
  const [status, text] = await fetch(`${url}/${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
    .then(async (response) => [response.status, await response.text()] as const)
    .catch((cause: unknown) => {
      const sentence = `The key service ${url} does not answer; see that it runs, and can be reached.`;
      throw new KeyServiceAway('no-answer', sentence, { cause });
    });
  const isInPart = also.includes(status) && text.includes('batch_results');
  if ((status >= 200 && status < 300) || isInPart) return text;
  throw explain(status, `${key} of the key service ${url}`, { url, tokenFile });
}

function readToken(file: string): string {
  const token = readSecretFile('The token of the key service', file)?.trim();
  if (token && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new KeyServiceAway(
    'no-token',
    `The token of the key service is not in ${file}; have it written there, for Rowan’s user alone.`,
  );
}

function explain(
  status: number,
  name: string,
  { url, tokenFile }: Pick<KeyServiceSettings, 'url' | 'tokenFile'>,
): KeyServiceAway {
  if (status === 503) {
    return new KeyServiceAway('sealed', `The key service ${url} is sealed or not in service; unseal it.`);
  }
  if (status === 403) {
    return new KeyServiceAway(
      'refused',
      `The key service ${url} refuses the token in ${tokenFile}; renew it, or let its policy use the key.`,
    );
  }
  if (status === 404 || status === 400) {
    return new KeyServiceAway(
      'no-such-key',
      `There is no key ${name}; set KEY_SERVICE_URL and KEY_SERVICE_KEY right, or make the key there.`,
    );
  }
  return new KeyServiceAway(`answer-${status}`, `The key service ${url} answers ${status}; look at its log.`);
}

function demandShape<Value>(text: string, shape: z.ZodType<Value>, name: string): Value {
  const answer = readJson(text, z.object({ data: shape }));
  if (answer !== undefined) return answer.data;
  throw misunderstood(name);
}

function demandBatch<Item>(text: string, shape: z.ZodType<Item>, length: number, name: string): Item[] {
  return demandShape(text, z.object({ batch_results: z.array(shape).length(length) }), name).batch_results;
}

async function inBatches<Item, Made>(
  items: readonly Item[],
  ask: (some: readonly Item[]) => Promise<readonly Made[]>,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) made.push(...(await ask(items.slice(at, at + AT_ONCE))));
  return made;
}

function misunderstood(name: string): KeyServiceAway {
  return new KeyServiceAway('answer-unread', `What answers for the key ${name} is no transit engine.`);
}
