import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';

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
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  if ((fs.statSync(file).mode & 0o077) !== 0) {
    throw new StartUpRefusal(
      `The master key ${file} may be read by others; run chmod 600 on it, and start Rowan again.`,
    );
  }
  const secret = SHAPE.exec(text)?.[1];
  if (secret !== undefined) return Buffer.from(secret, 'base64url');
  throw new StartUpRefusal(
    `The master key ${file} is spoilt; put the file back from where you keep its copy.`,
  );
}

/** Makes the file, whole or not at all; two that make it at once end with one. */
export function makeMasterKey(file: string): Buffer {
  const making = `${file}.making-${process.pid}`;
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  fs.writeFileSync(making, `rowan-master-key-1 ${randomBytes(32).toString('base64url')}\n`, {
    mode: 0o600,
    flush: true,
  });
  try {
    fs.linkSync(making, file);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  } finally {
    fs.rmSync(making);
  }
  return readMasterKey(file) ?? makeMasterKey(file);
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new StartUpRefusal(
        `The master key ${file} may not be read; give it to the user that starts Rowan.`,
      );
    }
    throw error;
  }
}
