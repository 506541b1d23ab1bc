import { type CaseAction, decide } from '../../access/index.ts';
import {
  callPerson,
  findChosenWords,
  linkPerson,
  type PersonId,
  readPeopleOfCase,
  readRemovedOfCase,
  unlinkPerson,
} from '../../people/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { PageContent } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  type Route,
  type RouteRequest,
  readId,
} from '../../platform/http/index.ts';
import { showPage, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { callPart, describeKnown } from './describe-person.ts';
import * as peoplePage from './people.page.ts';
import { personRoutes } from './person.routes.ts';

const opening = { action: 'open', concern: 'concern.shown', case: 'case.shown' } as const;

/** The people of a case: who they are, adding one, changing what is known, taking one out. */
export function peopleRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/people',
      access: caseAccess,
      audit: 'case.shown',
      handler: (request) => showPage(needs, request, opening, (tx, found) => drawPeople(tx, needs, found)),
    }),
    ...personRoutes(needs),
    ...removingRoutes(needs),
  ];
}

/** Somebody added by mistake is taken out, and can be put back: nothing is lost. */
function removingRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/people/:personId/removal',
      access: caseAccess,
      audit: 'person.unlinked',
      handler: (request) =>
        change(needs, request, async (tx, { row, viewer }, personId) => {
          const { reference } = request;
          await unlinkPerson(tx, viewer, personId, { caseId: row.caseId, at: needs.clock.now(), reference });
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/people/:personId/return',
      access: caseAccess,
      audit: 'person.linked',
      handler: (request) =>
        change(needs, request, async (tx, { row, viewer }, personId) => {
          const removed = await readRemovedOfCase(tx, needs.keys, row.caseId);
          const back = removed.find((person) => person.personId === personId);
          if (back === undefined) return;
          const at = needs.clock.now();
          const { part } = back;
          const { reference } = request;
          await linkPerson(tx, viewer, personId, { caseId: row.caseId, part, at, reference });
        }),
    }),
  ];
}

function change(
  needs: CaseNeeds,
  request: RouteRequest,
  work: (tx: ActTx, found: Found, personId: PersonId) => Promise<void>,
): Promise<Answer> {
  return takeForm(needs, request, 'remove-person', async (tx, found) => {
    const personId = readId(request.params, 'personId');
    if (personId === undefined) return undefined;
    await work(tx, found, personId as PersonId);
    return { to: `/cases/${found.row.caseId}/people` };
  });
}

async function drawPeople(tx: ActTx, needs: CaseNeeds, found: Found): Promise<PageContent> {
  const { row, standing } = found;
  const may = (action: CaseAction) => !row.isClosed && decide(action, standing).allowed;
  const people = await readPeopleOfCase(tx, needs.keys, row.caseId, { withAddress: false });
  const chosen = findChosenWords(people);
  const mayRemove = may('remove-person');
  const removed = mayRemove ? await readRemovedOfCase(tx, needs.keys, row.caseId) : [];
  return peoplePage.html(
    peoplePage.model({
      head: await readHead(tx, needs, found, 'people'),
      mayAdd: may('add-person'),
      mayRemove,
      people: people.map((person) => ({
        personId: person.personId,
        part: callPart(person.part, chosen),
        name: callPerson(person),
        known: person.isHidden ? null : describeKnown(person),
      })),
      removed: removed.map((person) => ({ personId: person.personId, name: callPerson(person) })),
    }),
  );
}
