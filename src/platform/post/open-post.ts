import path from 'node:path';
import type { Config } from '../config.ts';
import { openOutboxFolder } from './outbox-folder.ts';
import type { Post } from './post.ts';

/** The way out that the settings choose. */
export async function openPost({ notify, dataFolder, publicOrigin, port }: Config): Promise<Post> {
  const address = publicOrigin ?? `http://localhost:${port}`;
  if (notify === undefined) return openOutboxFolder(path.join(dataFolder, 'outbox'), address);
  // Read only where it is wanted: a start is quicker without it.
  const { openNotify } = await import('./notify.ts');
  return openNotify(notify, address);
}
