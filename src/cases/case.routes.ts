import { decide } from '../access/index.ts';
import { nameColleagues } from '../councils/index.ts';
import { callPerson, findChosenWords, readPeopleOfCase } from '../people/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import type { PageContent } from '../platform/html/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { sayMoment } from '../platform/say-time.ts';
import { describeTasks, findTicked, listTasksOf } from '../work/index.ts';
import { findPolicy } from './advice/case-advice.actions.ts';
import { caseAdviceRoutes } from './advice/case-advice.routes.ts';
import { hasPolicyChanged } from './advice/read-advice.ts';
import { showPage } from './answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from './case.actions.ts';
import { readTimeline } from './case.store.ts';
import { closedRoutes } from './closing/closed.routes.ts';
import { closingRoutes } from './closing/closing.routes.ts';
import { contactRoutes } from './contact/contact.routes.ts';
import { keepingRoutes } from './keeping/keeping.routes.ts';
import { leaversRoutes } from './leaving/leavers.routes.ts';
import { lookedRoutes } from './looked.routes.ts';
import { caseNotesRoutes } from './notes/case-notes.routes.ts';
import * as overviewPage from './overview.page.ts';
import { callPart } from './people/describe-person.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { receivingRoutes } from './receiving/receiving.routes.ts';
import { unclaimedRoutes } from './receiving/unclaimed.routes.ts';
import * as timelinePage from './timeline.page.ts';
import { workingRoutes } from './working/working.routes.ts';

const opening = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;
const MOST_EVENTS = 200;

/** The pages of a concern or a case, and taking one up. */
export function caseRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) =>
        showPage(needs, request, opening, (tx, found) => showOverview(tx, needs, found, request.query)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/address',
      access: caseAccess,
      audit: 'address.shown',
      handler: (request) => {
        const viewing = { action: 'read-address', concern: 'address.shown', case: 'address.shown' } as const;
        return showPage(needs, request, viewing, (tx, found) => showOverview(tx, needs, found, null));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/timeline',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, opening, (tx, found) => showTimeline(tx, needs, found)),
    }),
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
  /** Of the address that was asked for; null where the address of the people is. */
  query: unknown,
): Promise<PageContent> {
  const { row, standing, viewer } = found;
  const withAddress = query === null;
  const { policy } = findPolicy({ ...needs, viewer }).policy;
  const reading = readPeopleOfCase(tx, needs.keys, row.caseId, { withAddress });
  const [head, people, { tasks, groups }, ticked, isPolicyNew] = await Promise.all([
    readHead(tx, needs, found, 'overview', reading),
    reading,
    listTasksOf(tx, row.caseId).then((all) => describeTasks(tx, needs, viewer, all)),
    findTicked(tx, row.caseId, query),
    hasPolicyChanged(tx, needs, found),
  ]);
  const chosen = findChosenWords(people);
  const labelOf = (id: string, value: string) =>
    policy.facts.find((fact) => fact.id === id)?.values.find((each) => each.id === value)?.label ?? value;
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
      doneCount: tasks.filter(({ doneAt }) => doneAt !== null).length,
      people: people.map((person) => ({
        part: callPart(person.part, chosen),
        name: callPerson(person),
        needs: person.needs ?? null,
      })),
      situation: `${labelOf('situation', row.situation)}. Team: ${labelOf('service', row.service)}.`,
      mayReceive: standing.stage === 'concern' && decide('open-case', standing).allowed,
      isAsked: standing.stage === 'concern' && row.isAsked && row.recordedBy === viewer.staffId,
      hasPolicyChanged: isPolicyNew,
      addresses: withAddress
        ? people.map((person) => ({ name: callPerson(person), address: person.address ?? null }))
        : null,
    }),
  );
}

async function showTimeline(tx: ActTx, needs: CaseNeeds, found: Found): Promise<PageContent> {
  const events = await readTimeline(tx, found.row.caseId, MOST_EVENTS + 1);
  const ids = events.flatMap(({ by, to }) => [by, to]);
  const nameOf = await nameColleagues(tx, needs.keys, found.viewer.organisationId, ids);
  const { actions } = findPolicy({ ...needs, viewer: found.viewer }).policy.policy;
  const labelOf = (about: string | null) => actions.find(({ id }) => id === about)?.label ?? 'a task';
  return timelinePage.html(
    timelinePage.model({
      head: await readHead(tx, needs, found, 'timeline'),
      events: events.slice(0, MOST_EVENTS).map(({ at, kind, by, to, about }) => ({
        when: sayMoment(at),
        says: timelinePage.sayEvent(kind, { by: nameOf(by), to: nameOf(to), about: labelOf(about) }),
      })),
      isCut: events.length > MOST_EVENTS,
    }),
  );
}
