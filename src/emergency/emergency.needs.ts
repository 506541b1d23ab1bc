import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { PageFrame } from '../platform/html/index.ts';

export interface EmergencyNeeds {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly frame: PageFrame;
}
