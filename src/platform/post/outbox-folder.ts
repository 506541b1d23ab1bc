import fs from 'node:fs/promises';
import path from 'node:path';
import { neutralText, type Post } from './post.ts';

/**
 * Writes each letter into a folder, where somebody can see what would have gone out: the way of the embedded
 * default. A letter that is written again replaces itself.
 *
 * @param folder made when it is not there
 * @param address where Rowan is
 */
export function openOutboxFolder(folder: string, address: string): Post {
  return {
    send: async ({ reference, to }) => {
      const text = `For: ${to}\n\n${neutralText}. Sign in to see what it is: ${address}\n`;
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      const half = path.join(folder, `.${reference}.half`);
      await fs.writeFile(half, text, { mode: 0o600 });
      await fs.rename(half, path.join(folder, `${reference}.txt`));
      return { kind: 'sent' };
    },
  };
}
