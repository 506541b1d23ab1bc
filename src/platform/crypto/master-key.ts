import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';
import { makeSecretFile, readSecretFile } from './secret-file.ts';

const SHAPE = /^rowan-master-key-1 ([A-Za-z0-9_-]{43})\s*$/;

/** Where the master key is kept: a file that its owner alone may read, beside the database and not in it. */
export function masterKeyFile(dataFolder: string): string {
  return path.join(dataFolder, 'master.key');
}

/**
 * Reads the master key.
 *
 * @returns 32 bytes, or undefined when there is no file
 * @throws StartUpRefusal when others may read the file, or when it holds something else
 */
export function readMasterKey(file: string): Buffer | undefined {
  const text = readSecretFile('The master key', file);
  if (text === undefined) return undefined;
  const secret = SHAPE.exec(text)?.[1];
  if (secret !== undefined) return Buffer.from(secret, 'base64url');
  throw new StartUpRefusal(
    `The master key ${file} is spoilt; put the file back from where you keep its copy.`,
  );
}

export function makeMasterKey(file: string): Buffer {
  makeSecretFile(file, `rowan-master-key-1 ${randomBytes(32).toString('base64url')}\n`);
  return readMasterKey(file) ?? makeMasterKey(file);
}
