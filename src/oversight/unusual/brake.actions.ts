import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { choosePolicy, type LoadedPolicies, readSetting } from '../../pathway/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { commitToWords, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { insertExplanation, placeOfWords, readWaits } from './unusual.store.ts';

interface BrakeNeeds {
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
}

/** Whether the viewer has opened so many cases within the hour that they say why before this one opens. */
export function mustSayWhy(
  tx: ViewerTx,
  needs: BrakeNeeds,
  { viewer, caseId }: { readonly viewer: Viewer; readonly caseId: string },
): Promise<boolean> {
  return readWaits(tx, caseId, readMost(needs, viewer));
}

/** Keeps why somebody reads on. It is never refused: somebody may be in danger. */
export async function explainReading(
  tx: ActTx,
  needs: BrakeNeeds,
  words: string,
  { viewer, keys, clock, reference }: Hands,
): Promise<void> {
  const key = await keys.keyFor(viewer.organisationId);
  const stepId = makeId<'reading-step'>(clock);
  const wordsCipher = seal(key, placeOfWords(stepId), words);
  await insertExplanation(tx, { stepId, wordsCipher, most: readMost(needs, viewer) });
  const reasonCommitment = commitToWords(key, stepId, words);
  await recordEvent(tx, { verb: 'reading.explained', reasonCommitment, reference });
}

function readMost({ policies, clock }: BrakeNeeds, { council }: Viewer): number {
  const chosen = choosePolicy(policies, council, readLondonTime(clock.now()).day);
  if (!chosen.ok) throw new Error(chosen.message);
  return readSetting(chosen.policy.words, 'unusual-reading-cases-an-hour');
}
