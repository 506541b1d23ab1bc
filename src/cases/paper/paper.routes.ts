import { findPolicyInForce, nameColleagues } from '../../councils/index.ts';
import { listNotes } from '../../notes/index.ts';
import { readPeopleOfCase } from '../../people/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { PageContent } from '../../platform/html/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { describeTasks, listTasksOf } from '../../work/index.ts';
import { saySituation } from '../advice/say-situation.ts';
import { showPage } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found } from '../case.actions.ts';
import { describeNotes } from '../notes/describe-notes.ts';
import { namePeople } from '../people/describe-person.ts';
import { readSafety } from '../safety/read-safety.ts';
import { describeTimeline } from '../timeline/describe-timeline.ts';
import * as paperPage from './case-paper.page.ts';

const viewing = { action: 'print', concern: 'case.printed', case: 'case.printed' } as const;
/** More than this would not be read in a meeting; that there is more is said. */
const MOST_NOTES = 200;
const MOST_EVENTS = 200;

/** A concern or a case on paper. It leaves the walls, so whoever prints it is asked who they are again. */
export function paperRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/paper',
      access: caseAccess,
      stepUp: true,
      audit: 'case.printed',
      handler: (request) => showPage(needs, request, viewing, (tx, found) => showPaper(tx, needs, found)),
    }),
  ];
}

async function showPaper(tx: ActTx, needs: CaseNeeds, found: Found): Promise<PageContent> {
  const { row, standing, viewer } = found;
  const { caseId } = row;
  const reading = readPeopleOfCase(tx, needs.keys, caseId, { withAddress: false });
  const [nameOf, people, safety, { groups }, notes, timeline] = await Promise.all([
    nameColleagues(tx, needs.keys, viewer.organisationId, [viewer.staffId]),
    reading,
    readSafety(tx, needs, found, reading),
    listTasksOf(tx, caseId).then((all) => describeTasks(tx, needs, viewer, all, null)),
    listNotes(tx, needs.keys, caseId, { before: null, limit: MOST_NOTES + 1 }),
    describeTimeline(tx, needs, found, MOST_EVENTS),
  ]);
  const shown = await describeNotes(tx, needs, found, notes.slice(0, MOST_NOTES));
  return paperPage.html(
    paperPage.model({
      backHref: `/cases/${caseId}`,
      title: `${standing.stage === 'case' ? 'Case' : 'Concern'} ${row.reference}`,
      printed: `Printed by ${nameOf(viewer.staffId)}, ${sayMoment(needs.clock.now())}`,
      safety,
      people: namePeople(people),
      situation: saySituation(findPolicyInForce(needs, viewer).policy, row),
      owed: groups,
      notes: shown.map((note) => ({ ...note, correctHref: null })),
      areNotesCut: notes.length > MOST_NOTES,
      timeline,
    }),
  );
}
