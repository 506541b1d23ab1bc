import { decide } from '../../access/index.ts';
import { findPolicyInForce, nameColleagues } from '../../councils/index.ts';
import { callPerson, findChosenWords, type readPeopleOfCase } from '../../people/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { readKnown } from '../advice/case-advice.store.ts';
import type { CaseNeeds, Found } from '../case.actions.ts';
import { isAgreed, readStanding, type Said } from '../contact/contact.actions.ts';
import { describeSaid } from '../contact/contact.rules.ts';
import {
  describeContact,
  describeDanger,
  describeRisk,
  listFlags,
  type Safety,
  type ToldContact,
} from './describe-safety.ts';

/** What keeps people safe in a case, as far as the viewer sees it. */
export async function readSafety(
  tx: ViewerTx,
  needs: CaseNeeds,
  found: Found,
  reading: ReturnType<typeof readPeopleOfCase>,
): Promise<Safety> {
  const { row, standing, viewer } = found;
  const now = needs.clock.now();
  const { policy } = findPolicyInForce(needs, viewer);
  const isWhole = decide('read-contact', standing).allowed;
  const [people, known, said] = await Promise.all([
    reading,
    readKnown(tx, row.caseId),
    // Whoever only recorded it sees what they wrote themselves, which may not be safe any more.
    isWhole ? readStanding(tx, needs.keys, row.caseId) : [],
  ]);
  const risk = describeRisk(known, policy, now);
  return {
    contact: isWhole ? describeContact(said.find(isAgreed), now) : { kind: 'hidden' },
    told: await describeTold(tx, needs, found, said),
    danger: describeDanger(row.danger, row.dangerSaidAt, now),
    risk: isWhole || risk.kind === 'decided' ? risk : { kind: 'hidden' },
    flags: listFlags(known, policy, now),
    mustNotKnow: people.filter(({ part }) => part === 'perpetrator').map((person) => callPerson(person)),
    words: findChosenWords(people),
  };
}

async function describeTold(
  tx: ViewerTx,
  { keys }: CaseNeeds,
  { viewer }: Found,
  said: readonly Said[],
): Promise<readonly ToldContact[]> {
  const told = said.filter((each) => !isAgreed(each));
  if (told.length === 0) return [];
  const ids = told.map(({ writtenBy }) => writtenBy);
  const nameOf = await nameColleagues(tx, keys, viewer.organisationId, ids);
  return told.map((each) => ({
    who: `${nameOf(each.writtenBy)}, ${sayMoment(each.writtenAt)}`,
    lines: describeSaid(each),
    isWithdrawal: each.ways.length === 0,
  }));
}
