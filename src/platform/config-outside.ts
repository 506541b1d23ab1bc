import path from 'node:path';
import { type Environment, isSafeToCall, readText } from './environment.ts';
import { StartUpRefusal } from './refusal.ts';

/** GOV.UK Notify, by which staff are told that something waits. */
export interface NotifySettings {
  readonly apiKey: string;
  /** The id of a template of an e-mail; it may use ((address)), where Rowan is. */
  readonly template: string;
  readonly url: string;
}

/** A Vault or OpenBao, whose transit engine keeps the master key. */
export interface KeyServiceSettings {
  /** Of the engine: https://…:8200/v1/transit. */
  readonly url: string;
  /** The name of the key. */
  readonly key: string;
  /** Read anew for each question, so that whoever renews the token need not tell Rowan. */
  readonly tokenFile: string;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** A name, the id of the service and the secret, both of them UUIDs. */
const NOTIFY_KEY = /^.+(-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}){2}$/;
const KEY_SERVICE = ['KEY_SERVICE_URL', 'KEY_SERVICE_KEY', 'KEY_SERVICE_TOKEN_FILE'] as const;

/** The key is a secret, so the sentences never quote it. */
export function readNotify(environment: Environment): NotifySettings | undefined {
  const apiKey = readText(environment, 'NOTIFY_API_KEY');
  const template = readText(environment, 'NOTIFY_EMAIL_TEMPLATE');
  if (apiKey === undefined && template === undefined) return undefined;
  if (apiKey === undefined || !NOTIFY_KEY.test(apiKey)) {
    throw new StartUpRefusal('NOTIFY_API_KEY is no key of GOV.UK Notify; copy the whole key, with its name.');
  }
  if (template === undefined || !UUID.test(template)) {
    throw new StartUpRefusal(
      'NOTIFY_EMAIL_TEMPLATE is not the id of a template; copy it from the page of the template in Notify.',
    );
  }
  const url = readText(environment, 'NOTIFY_URL') ?? 'https://api.notifications.service.gov.uk';
  if (!isSafeToCall(url)) {
    throw new StartUpRefusal('NOTIFY_URL is not an https address; leave it out for GOV.UK Notify itself.');
  }
  return { apiKey, template, url: url.replace(/\/$/, '') };
}

export function readKeyService(environment: Environment): KeyServiceSettings | undefined {
  const [url, key, tokenFile] = KEY_SERVICE.map((name) => readText(environment, name));
  if (url === undefined && key === undefined && tokenFile === undefined) return undefined;
  if (url === undefined || key === undefined || tokenFile === undefined) {
    const missing = KEY_SERVICE.filter((name) => readText(environment, name) === undefined);
    throw new StartUpRefusal(
      `Not set: ${missing.join(', ')}; a key service wants all three of ${KEY_SERVICE.join(', ')}.`,
    );
  }
  const { pathname, search, username } = URL.parse(url) ?? {};
  if (!isSafeToCall(url) || !pathname?.startsWith('/v1/') || search !== '' || username !== '') {
    throw new StartUpRefusal(
      'KEY_SERVICE_URL is not the https address of a transit engine; ' +
        'write it as https://vault.example.org:8200/v1/transit.',
    );
  }
  if (!/^\w([\w.-]*\w)?$/.test(key)) {
    throw new StartUpRefusal(`KEY_SERVICE_KEY is "${key}", which is no name of a key; it may be rowan.`);
  }
  return { url: url.replace(/\/$/, ''), key, tokenFile: path.resolve(tokenFile) };
}
