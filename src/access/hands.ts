import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { RouteRequest, Viewer } from '../platform/http/index.ts';
import { viewerOf } from './signed-in.ts';

/** What an act needs of whoever does it: who they are, the keys, the moment, and which request it was. */
export interface Hands {
  readonly viewer: Viewer;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly reference: string;
}

/** Those of whoever sent the request. */
export function handsOf({ keys, clock }: Pick<Hands, 'keys' | 'clock'>, request: RouteRequest): Hands {
  return { viewer: viewerOf(request), keys, clock, reference: request.reference };
}
