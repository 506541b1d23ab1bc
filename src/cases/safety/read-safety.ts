import { decide } from '../../access/index.ts';
import { findPolicyInForce } from '../../councils/index.ts';
import { callPerson, findChosenWords, type readPeopleOfCase } from '../../people/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { readKnown } from '../advice/case-advice.store.ts';
import type { CaseNeeds, Found } from '../case.actions.ts';
import { readAgreed } from '../contact/contact.actions.ts';
import { describeContact, describeDanger, describeRisk, listFlags, type Safety } from './describe-safety.ts';

/** What keeps people safe in a case, as far as the viewer sees it. */
export async function readSafety(
  tx: ViewerTx,
  needs: CaseNeeds,
  { row, standing, viewer }: Found,
  reading: ReturnType<typeof readPeopleOfCase>,
): Promise<Safety> {
  const now = needs.clock.now();
  const { policy } = findPolicyInForce(needs, viewer);
  const isWhole = decide('read-contact', standing).allowed;
  const [people, known, [agreed]] = await Promise.all([
    reading,
    readKnown(tx, row.caseId),
    readAgreed(tx, needs.keys, row.caseId, 1),
  ]);
  const risk = describeRisk(known, policy, now);
  return {
    contact: isWhole || agreed !== undefined ? describeContact(agreed, now) : { kind: 'hidden' },
    danger: describeDanger(row.danger, row.dangerSaidAt, now),
    risk: isWhole || risk.kind === 'decided' ? risk : { kind: 'hidden' },
    flags: listFlags(known, policy, now),
    mustNotKnow: people.filter(({ part }) => part === 'perpetrator').map((person) => callPerson(person)),
    words: findChosenWords(people),
  };
}
