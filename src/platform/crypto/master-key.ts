import { createSecretKey, randomBytes } from 'node:crypto';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';
import { commitTo, derive, joinParts, openBytes, SealBroken, sealBytes } from './sealing.ts';
import { makeSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';
import type { Bound, KeyRow, Master } from './wrapping.ts';

const SHAPE = /^rowan-master-key-1 ([A-Za-z0-9_-]{43})\s*$/;

/** A master key whose secret a file keeps. */
export interface FileMaster extends Master {
  readonly secret: Buffer;
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
export function readMasterKeys(file: string): readonly FileMaster[] {
  const text = readSecretFile('The master key', file);
  return text === undefined
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => readLine(file, line));
}

function readLine(file: string, line: string): FileMaster {
  const written = SHAPE.exec(line)?.[1];
  if (written === undefined) {
    throw new StartUpRefusal(
      `The master key ${file} is spoilt; put the file back from where you keep its copy.`,
    );
  }
  return useSecret(Buffer.from(written, 'base64url'));
}

export function makeMasterKey(): FileMaster {
  return useSecret(randomBytes(32));
}

/** Makes the file with its first key. Of two that make it at once one does, and both go on with it. */
export function makeMasterKeyFile(file: string): readonly FileMaster[] {
  makeSecretFile(file, write([makeMasterKey()]));
  return readMasterKeys(file);
}

/** Puts other master keys into the file, whole or not at all. */
export function keepMasterKeys(file: string, masters: readonly FileMaster[]): void {
  replaceSecretFile(file, write(masters));
}

function write(masters: readonly FileMaster[]): string {
  return masters.map(({ secret }) => `rowan-master-key-1 ${secret.toString('base64url')}\n`).join('');
}

function useSecret(secret: Buffer): FileMaster {
  return {
    secret,
    commitment: commitTo(secret),
    wrap: async (rows, secrets) =>
      rows.map((row, place) =>
        sealBytes(wrappingKey(secret, row), row.key_id, bind(row), secrets[place] as Buffer),
      ),
    unwrap: async (rows) => rows.map((row) => openIfWhole(secret, row)),
  };
}

function openIfWhole(secret: Buffer, row: KeyRow): Buffer | undefined {
  try {
    return openBytes(wrappingKey(secret, row), row.key_id, bind(row), row.wrapped);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** One wrapping key for each key: no two are ever wrapped under the same. */
function wrappingKey(secret: Buffer, { key_id }: Bound) {
  return createSecretKey(derive(secret, 'rowan wrapping 1', key_id));
}

function bind({ kind, owner_id }: Bound): Buffer {
  return joinParts(['key', kind, owner_id]);
}
