import { randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';
import { commitTo } from './sealing.ts';
import { makeSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

const SHAPE = /^rowan-master-key-1 ([A-Za-z0-9_-]{43})\s*$/;

/** A secret under which the keys of things are wrapped. */
export interface MasterKey {
  readonly secret: Buffer;
  /** By which the database knows it, without knowing it. */
  readonly commitment: Buffer;
}

/** Where master keys are kept: a file that its owner alone may read, beside the database and not in it. */
export function masterKeyFile(dataFolder: string): string {
  return path.join(dataFolder, 'master.key');
}

/**
 * Reads the master keys: one, and while it is being exchanged the one after it as well.
 *
 * @returns none when there is no file
 * @throws StartUpRefusal when others may read the file, or when it holds something else
 */
export function readMasterKeys(file: string): readonly MasterKey[] {
  const text = readSecretFile('The master key', file);
  return text === undefined
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => readLine(file, line));
}

function readLine(file: string, line: string): MasterKey {
  const written = SHAPE.exec(line)?.[1];
  if (written === undefined) {
    throw new StartUpRefusal(
      `The master key ${file} is spoilt; put the file back from where you keep its copy.`,
    );
  }
  const secret = Buffer.from(written, 'base64url');
  return { secret, commitment: commitTo(secret) };
}

export function makeMasterKey(): MasterKey {
  const secret = randomBytes(32);
  return { secret, commitment: commitTo(secret) };
}

/** Makes the file with its first key. Of two that make it at once one does, and both go on with it. */
export function makeMasterKeyFile(file: string): readonly MasterKey[] {
  makeSecretFile(file, write([makeMasterKey()]));
  return readMasterKeys(file);
}

/** Puts other master keys into the file, whole or not at all. */
export function keepMasterKeys(file: string, masters: readonly MasterKey[]): void {
  replaceSecretFile(file, write(masters));
}

export function findMaster(masters: readonly MasterKey[], commitment: Buffer): MasterKey | undefined {
  return masters.find((master) => timingSafeEqual(master.commitment, commitment));
}

function write(masters: readonly MasterKey[]): string {
  return masters.map(({ secret }) => `rowan-master-key-1 ${secret.toString('base64url')}\n`).join('');
}
