import { type Looked, sayRelation, sayVerb } from '../audit/index.ts';
import { nameColleagues } from '../councils/index.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';

/** One look or act, in words. */
export interface ShownLook {
  readonly when: string;
  readonly who: string;
  /** Why they could: because this person leads it. */
  readonly why: string;
  readonly what: string;
}

/** @param isNamed whether staff stand there by name, or only by what they have to do with the case */
export async function describeLooks(
  tx: ViewerTx,
  keys: KeyStore,
  { organisationId }: Viewer,
  looks: readonly Looked[],
  isNamed: boolean,
): Promise<readonly ShownLook[]> {
  const ids = looks.map(({ staffId }) => staffId);
  const nameOf = isNamed ? await nameColleagues(tx, keys, organisationId, ids) : callUnnamed;
  return looks.map(({ at, staffId, actingAs, verb, times }) => ({
    when: sayMoment(at),
    who: nameOf(staffId),
    why: sayRelation(actingAs),
    what: times === 1 ? sayVerb(verb) : `${sayVerb(verb)} (${times} times within the hour)`,
  }));
}

const callUnnamed = (id: string | null) => (id === null ? 'Rowan' : 'A member of staff');
