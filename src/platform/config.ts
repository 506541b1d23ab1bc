import net from 'node:net';
import path from 'node:path';
import {
  type KeyServiceSettings,
  type NotifySettings,
  readKeyService,
  readNotify,
} from './config-outside.ts';
import { type Environment, isLoopback, readText } from './environment.ts';
import { StartUpRefusal } from './refusal.ts';

export interface Config {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Scheme, host and port as browsers show them; undefined on loopback, where several names are right. */
  readonly publicOrigin: string | undefined;
  /** Addresses of the proxies whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly dataFolder: string;
  readonly database: DatabaseChoice;
  readonly signInFile?: string;
  /** Without it messages go into the outbox folder. */
  readonly notify?: NotifySettings;
  /** Without it the master key is a file. */
  readonly keyService?: KeyServiceSettings;
}

export type DatabaseChoice =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'server';
      readonly url: string;
      readonly migrationUrl: string | undefined;
      /** The database of the keys, on the same server or, better, on another. */
      readonly keysUrl: string;
      readonly keysMigrationUrl: string | undefined;
      /** The same database, as the worker that does the jobs. */
      readonly workerUrl: string;
      /** The same database, as the role that sees every row and changes none. */
      readonly backupUrl?: string | undefined;
    };

const ADDRESSES = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'KEYS_DATABASE_URL',
  'KEYS_MIGRATION_DATABASE_URL',
  'WORKER_DATABASE_URL',
  'BACKUP_DATABASE_URL',
] as const;

/**
 * Reads what the environment says.
 *
 * @param checkout the folder that holds package.json; the data folder stands in it unless ROWAN_DATA says
 * otherwise
 * @param environment names and values
 * @throws StartUpRefusal, a sentence that names the setting and what it may be
 */
export function readConfig(checkout: string, environment: Environment = process.env): Config {
  const host = readText(environment, 'HOST') ?? '127.0.0.1';
  const publicOrigin = readPublicOrigin(environment);
  const proxies = readProxies(environment);
  if (!isLoopback(host)) refuseOpenHost(host, publicOrigin, proxies);
  const notify = readNotify(environment);
  const keyService = readKeyService(environment);
  const signInFile = readText(environment, 'SIGN_IN_SETTINGS');
  return {
    host,
    port: readPort(environment),
    publicOrigin,
    trustedProxies: proxies ?? [],
    dataFolder: path.resolve(checkout, readText(environment, 'ROWAN_DATA') ?? 'data'),
    database: readDatabaseChoice(environment),
    ...(notify && { notify }),
    ...(keyService && { keyService }),
    ...(signInFile && { signInFile: path.resolve(signInFile) }),
  };
}

/**
 * The folder of policies to use in place of the shipped ones, from ROWAN_POLICIES; undefined where it says
 * nothing.
 */
export function readPoliciesFolder(environment: Environment = process.env): string | undefined {
  const folder = readText(environment, 'ROWAN_POLICIES');
  return folder === undefined ? undefined : path.resolve(folder);
}

/** For whom back-ups are encrypted, from BACKUP_RECIPIENT. */
export function readBackUpRecipient(environment: Environment = process.env): string {
  const text = readText(environment, 'BACKUP_RECIPIENT');
  if (text !== undefined && /^age1[a-z0-9]{58}$/.test(text)) return text;
  throw new StartUpRefusal(
    'BACKUP_RECIPIENT is not the name of an identity, as age1…; ' +
      'make one with rowan backup identity FILE, and keep that file where no back-up is.',
  );
}

function readPort(environment: Environment): number {
  const text = readText(environment, 'PORT') ?? '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new StartUpRefusal(
      `PORT is "${text}"; set it to a whole number from 0 to 65535, for example PORT=3000.`,
    );
  }
  return port;
}

/** Undefined when nothing is said; `none` is an answer. */
function readProxies(environment: Environment): readonly string[] | undefined {
  const text = readText(environment, 'TRUST_PROXY');
  if (text === undefined || text === 'none') return text === undefined ? undefined : [];
  const proxies = text.split(',').map((part) => part.trim());
  if (proxies.every((proxy) => isNetwork(proxy))) return proxies;
  throw new StartUpRefusal(
    `TRUST_PROXY is "${text}"; set it to addresses with commas between them, ` +
      'for example 10.0.0.5,10.1.0.0/16, or to none.',
  );
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = net.isIP(address);
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return family !== 0 && isRange && more.length === 0;
}

function readPublicOrigin(environment: Environment): string | undefined {
  const text = readText(environment, 'PUBLIC_URL');
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isRight =
    url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!isRight || url.pathname !== '/' || url.search !== '') {
    throw new StartUpRefusal(
      `PUBLIC_URL is "${text}"; set it to an https address without a path, ` +
        'for example PUBLIC_URL=https://rowan.example.org.',
    );
  }
  return url.origin;
}

function refuseOpenHost(
  host: string,
  publicOrigin: string | undefined,
  proxies: readonly string[] | undefined,
): void {
  if (publicOrigin?.startsWith('https:') && proxies !== undefined && proxies.length > 0) return;
  throw new StartUpRefusal(
    `HOST is "${host}", which other machines can reach; ` +
      'set PUBLIC_URL to the https address that people use, ' +
      'and TRUST_PROXY to the addresses of the proxy in front, which speaks https for it.',
  );
}

function readDatabaseChoice(environment: Environment): DatabaseChoice {
  const [url, migrationUrl, keysUrl, keysMigrationUrl, workerUrl, backupUrl] = ADDRESSES.map((name) =>
    readText(environment, name),
  );
  if (url === undefined) {
    const other = ADDRESSES.find((name) => readText(environment, name) !== undefined);
    if (other === undefined) return { kind: 'embedded' };
    throw new StartUpRefusal(`${other} is set and DATABASE_URL is not; set both, or neither.`);
  }
  for (const name of ADDRESSES) {
    const address = readText(environment, name);
    if (address !== undefined) refuseBadDatabaseUrl(name, address);
  }
  if (keysUrl === undefined) {
    throw new StartUpRefusal(
      'DATABASE_URL is set and KEYS_DATABASE_URL is not; ' +
        'set it to a database that holds nothing else, so that a back-up of the one does not hold the other.',
    );
  }
  if (workerUrl === undefined) {
    throw new StartUpRefusal(
      'DATABASE_URL is set and WORKER_DATABASE_URL is not; set it to the same database with rowan_worker ' +
        'signing in: without it nobody would be told of what waits.',
    );
  }
  return { kind: 'server', url, migrationUrl, keysUrl, keysMigrationUrl, workerUrl, backupUrl };
}

/** The address holds a password, so the sentence names the setting and never quotes it. */
function refuseBadDatabaseUrl(name: string, text: string): void {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new StartUpRefusal(
      `${name} is not an address of a PostgreSQL server; ` +
        'write it as postgres://user:password@host:5432/database.',
    );
  }
  if (!isLoopback(url.hostname) && url.searchParams.get('sslmode') !== 'verify-full') {
    throw new StartUpRefusal(
      `${name} names another machine without a checked connection; add ?sslmode=verify-full to it.`,
    );
  }
}

/**
 * What PostgreSQL's programs are given: where programs are, and neither our settings nor anybody's language.
 */
export function readServerEnvironment(): Record<string, string | undefined> {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
