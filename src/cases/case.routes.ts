import { decide } from '../access/index.ts';
import { findPolicyInForce } from '../councils/index.ts';
import { callPerson, readPeopleOfCase } from '../people/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import type { PageContent } from '../platform/html/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { describeTasks, findTicked, listTasksOf } from '../work/index.ts';
import { caseAdviceRoutes } from './advice/case-advice.routes.ts';
import { hasPolicyChanged } from './advice/read-advice.ts';
import { saySituation } from './advice/say-situation.ts';
import { showPage } from './answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from './case.actions.ts';
import { closedRoutes } from './closing/closed.routes.ts';
import { closingRoutes } from './closing/closing.routes.ts';
import { contactRoutes } from './contact/contact.routes.ts';
import { keepingRoutes } from './keeping/keeping.routes.ts';
import { leaversRoutes } from './leaving/leavers.routes.ts';
import { lookedRoutes } from './looked.routes.ts';
import { caseNotesRoutes } from './notes/case-notes.routes.ts';
import * as overviewPage from './overview.page.ts';
import { paperRoutes } from './paper/paper.routes.ts';
import { namePeople } from './people/describe-person.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { receivingRoutes } from './receiving/receiving.routes.ts';
import { unclaimedRoutes } from './receiving/unclaimed.routes.ts';
import { timelineRoutes } from './timeline/timeline.routes.ts';
import { workingRoutes } from './working/working.routes.ts';

const opening = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;

/** The pages of a concern or a case, and taking one up. */
export function caseRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) =>
        showPage(needs, request, opening, (tx, found) =>
          showOverview(tx, needs, found, { query: request.query, withAddress: false }),
        ),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/address',
      access: caseAccess,
      audit: 'address.shown',
      handler: (request) => {
        const viewing = { action: 'read-address', concern: 'address.shown', case: 'address.shown' } as const;
        return showPage(needs, request, viewing, (tx, found) =>
          showOverview(tx, needs, found, { query: {}, withAddress: true }),
        );
      },
    }),
    ...timelineRoutes(needs),
    ...paperRoutes(needs),
    ...lookedRoutes(needs),
    ...peopleRoutes(needs),
    ...contactRoutes(needs),
    ...keepingRoutes(needs),
    ...closingRoutes(needs),
    ...closedRoutes(needs),
    ...leaversRoutes(needs),
    ...caseNotesRoutes(needs),
    ...caseAdviceRoutes(needs),
    ...workingRoutes(needs),
    ...receivingRoutes(needs),
    ...unclaimedRoutes(needs),
  ];
}

async function showOverview(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  { query, withAddress }: { readonly query: unknown; readonly withAddress: boolean },
): Promise<PageContent> {
  const { row, standing, viewer } = found;
  const { policy } = findPolicyInForce(needs, viewer);
  const reading = readPeopleOfCase(tx, needs.keys, row.caseId, { withAddress });
  const [head, people, { tasks, groups }, ticked, isPolicyNew] = await Promise.all([
    readHead(tx, needs, found, 'overview', reading),
    reading,
    listTasksOf(tx, row.caseId).then((all) => describeTasks(tx, needs, viewer, all)),
    findTicked(tx, row.caseId, query),
    hasPolicyChanged(tx, needs, found),
  ]);
  return overviewPage.html(
    overviewPage.model({
      head,
      owed: groups,
      ticked:
        ticked === undefined
          ? null
          : {
              href: `/tasks/${ticked.taskId}`,
              label: tasks.find(({ taskId }) => taskId === ticked.taskId)?.label ?? ticked.label,
            },
      mayClose: !row.isClosed && decide('close', standing).allowed,
      mayPrint: decide('print', standing).allowed,
      doneCount: tasks.filter(({ doneAt }) => doneAt !== null).length,
      people: namePeople(people),
      situation: saySituation(policy, row),
      mayReceive: standing.stage === 'concern' && decide('open-case', standing).allowed,
      isAsked: standing.stage === 'concern' && row.isAsked && row.recordedBy === viewer.staffId,
      hasPolicyChanged: isPolicyNew,
      addresses: withAddress
        ? people.map((person) => ({
            name: callPerson(person),
            address: person.address ?? (person.isHidden ? 'cannot be shown to you either' : null),
          }))
        : null,
    }),
  );
}
