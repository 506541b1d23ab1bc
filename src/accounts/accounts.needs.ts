import type { LoadedPolicies } from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';
import type { Ways } from '../signing-in/index.ts';

export interface AccountRoutesOptions {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
  readonly ways: Ways;
}
