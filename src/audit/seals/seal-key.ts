import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeSecretFile, readSecretFile } from '../../platform/crypto/index.ts';
import { StartUpRefusal } from '../../platform/refusal.ts';
import { sha256 } from './merkle.ts';

/** A key that signs seals (Ed25519). The database never sees it. */
export interface SealKey {
  readonly secret: KeyObject;
  readonly open: OpenKey;
}

/** The half that everybody may have, by which a seal is checked. */
export interface OpenKey {
  readonly key: KeyObject;
  /** By which a seal says who signed it, and people compare keys over the telephone. */
  readonly name: string;
}

/** Beside the master key. */
export function sealKeyFile(dataFolder: string): string {
  return path.join(dataFolder, 'seal.key');
}

/**
 * @returns undefined when there is none
 * @throws StartUpRefusal when others may read the file, or when it holds something else
 */
export function readSealKey(file: string): SealKey | undefined {
  const text = readSecretFile('The key of the audit’s seals', file);
  if (text === undefined) return undefined;
  const secret = readPem(file, text, createPrivateKey);
  return { secret, open: nameKey(createPublicKey(secret)) };
}

export function makeSealKey(file: string): SealKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  makeSecretFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return readSealKey(file) ?? makeSealKey(file);
}

/** @throws StartUpRefusal when the file is not there, or holds something else */
export function readOpenKey(file: string): OpenKey {
  if (!fs.existsSync(file)) throw new StartUpRefusal(`There is no file ${file}; name the public key.`);
  return nameKey(readPem(file, fs.readFileSync(file, 'utf8'), createPublicKey));
}

export function writeOpenKey({ key }: OpenKey): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function nameKey(key: KeyObject): OpenKey {
  const bytes = key.export({ type: 'spki', format: 'der' });
  return { key, name: sha256(bytes).toString('hex').slice(0, 16) };
}

function readPem(file: string, text: string, create: (text: string) => KeyObject): KeyObject {
  try {
    const key = create(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, in the same words.
  }
  throw new StartUpRefusal(`${file} is no key of the audit’s seals; put back the file from its copy.`);
}
