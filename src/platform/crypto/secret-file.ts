import fs from 'node:fs';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';

/**
 * Reads a file that its owner alone may read.
 *
 * @param name what it is, as a sentence begins with it: "The master key"
 * @returns undefined when there is no file
 * @throws StartUpRefusal when others may read it, or when we may not
 */
export function readSecretFile(name: string, file: string): string | undefined {
  const text = readIfThere(name, file);
  if (text === undefined || (fs.statSync(file).mode & 0o077) === 0) return text;
  throw new StartUpRefusal(
    `${name} ${file} may be read by others; run chmod 600 on it, and start Rowan again.`,
  );
}

/** Makes the file, whole or not at all. Of two that make it at once one does, and both go on with it. */
export function makeSecretFile(file: string, text: string): void {
  const making = `${file}.making-${process.pid}`;
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  fs.writeFileSync(making, text, { mode: 0o600, flush: true });
  try {
    fs.linkSync(making, file);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  } finally {
    fs.rmSync(making);
  }
}

/** Puts another text into the file, whole or not at all, and on the disk before anything hangs on it. */
export function replaceSecretFile(file: string, text: string): void {
  const making = `${file}.making-${process.pid}`;
  fs.writeFileSync(making, text, { mode: 0o600, flush: true });
  fs.renameSync(making, file);
  const folder = fs.openSync(path.dirname(file), 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}

function readIfThere(name: string, file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new StartUpRefusal(`${name} ${file} may not be read; give it to the user that starts Rowan.`);
    }
    throw error;
  }
}
