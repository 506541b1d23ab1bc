import { type Looked, readLooks } from '../audit/index.ts';
import { choosePolicy } from '../pathway/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { ViewerTx } from '../platform/database/index.ts';
import type { PageContent } from '../platform/html/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import { describeLooks } from './describe-looks.ts';
import type { OversightNeeds } from './oversight.needs.ts';
import * as paperPage from './paper.page.ts';

const MOST_ON_PAPER = 1000;

/**
 * The paper for a survivor who asks who has looked. Staff stand there by what they have to do with the case;
 * by name only where the council's pack says so (`survivor-reads-staff-names`, to be confirmed by each).
 */
export async function showPaper(
  tx: ViewerTx,
  { policies, keys, clock }: Pick<OversightNeeds, 'policies' | 'keys' | 'clock'>,
  viewer: Viewer,
  {
    caseId,
    reference,
    backHref,
  }: { readonly caseId: string; readonly reference: string; readonly backHref: string },
): Promise<PageContent> {
  const now = clock.now();
  const chosen = choosePolicy(policies, viewer.council, readLondonTime(now).day);
  const isNamed = chosen.ok && chosen.policy.words.settings['survivor-reads-staff-names']?.value === 1;
  const looks: readonly Looked[] = await readLooks(tx, caseId, MOST_ON_PAPER + 1);
  const shown = await describeLooks(tx, keys, viewer, looks.slice(0, MOST_ON_PAPER), isNamed);
  const isCut = looks.length > MOST_ON_PAPER;
  return paperPage.html(paperPage.model({ reference, made: sayMoment(now), backHref, looks: shown, isCut }));
}
