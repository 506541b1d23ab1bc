import { type Looked, sayRelation, sayVerb } from '../audit/index.ts';
import { listColleagues } from '../councils/index.ts';
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
  const ids = [...new Set(looks.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])))];
  const people = isNamed && ids.length > 0 ? await listColleagues(tx, keys, organisationId, ids) : [];
  const unnamed = isNamed ? 'A colleague' : 'A member of staff';
  const names = new Map<string, string>(people.map(({ staffId, name }) => [staffId, name]));
  return looks.map(({ at, staffId, actingAs, verb }) => ({
    when: sayMoment(at),
    who: staffId === null ? 'Rowan' : (names.get(staffId) ?? unnamed),
    why: sayRelation(actingAs),
    what: sayVerb(verb),
  }));
}
