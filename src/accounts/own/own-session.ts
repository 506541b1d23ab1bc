import { viewerOf } from '../../access/index.ts';
import { listAccounts } from '../../councils/index.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import type { RouteRequest, Viewer } from '../../platform/http/index.ts';
import { readTokenHash } from '../../signing-in/index.ts';

/** Who asks, and by which session. */
export function readOwn(request: RouteRequest, publicOrigin: string | undefined) {
  const tokenHash = readTokenHash(request.headers.cookie, publicOrigin);
  if (tokenHash === undefined) throw new Error('A session without its cookie.');
  return { viewer: viewerOf(request), tokenHash };
}

/** What the viewer types to sign in. */
export async function readOwnSignIn(tx: ViewerTx, keys: KeyStore, viewer: Viewer): Promise<string> {
  const [own] = await listAccounts(tx, { keys, viewer }, viewer.staffId);
  if (own === undefined) throw new Error('A viewer without an account.');
  return own.signIn;
}
