import { findPolicyInForce, nameColleagues } from '../../councils/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import type { CaseNeeds, Found } from '../case.actions.ts';
import { readTimeline } from '../case.store.ts';
import type { Events } from './show-events.ts';
import { sayEvent } from './timeline.page.ts';

/**
 * What happened in a case, each in a sentence, the newest first.
 *
 * @param most so many are told; `isCut` says that there are older ones
 */
export async function describeTimeline(
  tx: ViewerTx,
  needs: CaseNeeds,
  { row, viewer }: Found,
  most: number,
): Promise<Events> {
  const events = await readTimeline(tx, row.caseId, most + 1);
  const ids = events.flatMap(({ by, to }) => [by, to]);
  const nameOf = await nameColleagues(tx, needs.keys, viewer.organisationId, ids);
  const { actions } = findPolicyInForce(needs, viewer).policy;
  const labelOf = (about: string | null) => actions.find(({ id }) => id === about)?.label ?? 'a task';
  return {
    events: events.slice(0, most).map(({ at, kind, by, to, about }) => ({
      when: sayMoment(at),
      says: sayEvent(kind, { by: nameOf(by), to: nameOf(to), about: labelOf(about) }),
    })),
    isCut: events.length > most,
  };
}
