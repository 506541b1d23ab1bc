import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { findPolicyInForce } from '../../councils/index.ts';
import { type LoadedPolicies, readSetting } from '../../pathway/index.ts';
import { type Candidate, listCandidates, type PersonWords } from '../../people/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { commitToWords, seal } from '../../platform/crypto/index.ts';
import { type ActTx, takeTurns, type ViewerTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import type { FieldError } from '../../platform/typed.pure.ts';
import { judgeWhySearch } from './unusual.forms.ts';
import { insertExplanation, placeOfWords, readSearchingWaits, readWaits } from './unusual.store.ts';

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
  return readWaits(tx, caseId, readMost(needs, viewer, 'many-cases'));
}

/** Keeps why somebody reads on, where they were asked. It is never refused: somebody may be in danger. */
export async function explainReading(
  tx: ActTx,
  needs: BrakeNeeds,
  { caseId, words }: { readonly caseId: string; readonly words: string },
  hands: Hands,
): Promise<void> {
  await takeTurns(tx, hands.viewer.staffId);
  if (await mustSayWhy(tx, needs, { viewer: hands.viewer, caseId }))
    await explain(tx, needs, { kind: 'many-cases', words }, hands);
}

/**
 * Looks for people in records that the viewer may see who may be the one that is typed. Whoever does it very
 * often within an hour says why first, in a field that the form of a person has for it.
 */
export async function lookForPeople(
  tx: ActTx,
  needs: BrakeNeeds,
  { person, why }: { readonly person: PersonWords; readonly why: string },
  hands: Hands,
): Promise<{ readonly candidates: readonly Candidate[]; readonly errors: readonly FieldError[] }> {
  await takeTurns(tx, hands.viewer.staffId);
  if (await readSearchingWaits(tx, readMost(needs, hands.viewer, 'many-searches'))) {
    const text = judgeWhySearch(why.trim());
    if (text !== undefined) return { candidates: [], errors: [{ field: 'why-search', text }] };
    await explain(tx, needs, { kind: 'many-searches', words: why.trim() }, hands);
  }
  return { candidates: await listCandidates(tx, person, hands), errors: [] };
}

type Kind = 'many-cases' | 'many-searches';

async function explain(
  tx: ActTx,
  needs: BrakeNeeds,
  { kind, words }: { readonly kind: Kind; readonly words: string },
  { viewer, keys, clock, reference }: Hands,
): Promise<void> {
  const key = await keys.keyFor(viewer.organisationId);
  const stepId = makeId<'reading-step'>(clock);
  const wordsCipher = seal(key, placeOfWords(stepId), words);
  await insertExplanation(tx, { kind, stepId, wordsCipher, most: readMost(needs, viewer, kind) });
  const reasonCommitment = commitToWords(key, stepId, words);
  await recordEvent(tx, { verb: 'reading.explained', reasonCommitment, reference });
}

const settings = {
  'many-cases': 'unusual-reading-cases-an-hour',
  'many-searches': 'unusual-searches-an-hour',
} as const;

function readMost(needs: BrakeNeeds, viewer: Viewer, kind: Kind): number {
  return readSetting(findPolicyInForce(needs, viewer).words, settings[kind]);
}
