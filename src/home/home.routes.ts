import { isAdministrator } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { beginning, recordingKind } from '../concerns/index.ts';
import { listDrafts } from '../drafts/index.ts';
import { readManagesUnusual } from '../oversight/index.ts';
import type { LoadedPolicies } from '../pathway/index.ts';
import { addDays, findBankHoliday, readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type PageFrame, page } from '../platform/html/index.ts';
import {
  type Access,
  type Answer,
  defineRoute,
  none,
  openToAll,
  type Route,
  type Viewer,
} from '../platform/http/index.ts';
import { sayDayFrom, sayTime } from '../platform/say-time.ts';
import { listWork } from '../work/index.ts';
import { listDuties } from './duties.rules.ts';
import * as homePage from './home.page.ts';
import * as staffHomePage from './staff-home.page.ts';
import * as workingDaysPage from './working-days.page.ts';

/** What the home of a member of staff is made from. */
export interface StaffHomeNeeds {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

/** Whoever is signed in has their own; everybody else sees the ways in. */
const welcome: Access = {
  name: 'open to all: it shows the ways in, and to staff their own work alone',
  viewer: 'welcome',
  allows: () => true,
};

/**
 * The first page.
 *
 * @param staff where nobody signs in there is no home of theirs
 */
export function homeRoutes(frame: PageFrame, staff?: StaffHomeNeeds): Route[] {
  const showWays = () => page({ ...frame, ...homePage.html(homePage.model()) });
  if (staff === undefined) {
    return [
      defineRoute({
        method: 'GET',
        path: '/',
        access: openToAll('it shows the ways in, and nothing of anybody'),
        audit: none('it reads no row'),
        handler: showWays,
      }),
    ];
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/',
      access: welcome,
      audit: 'home.shown',
      handler: ({ viewer, reference }) =>
        viewer === undefined ? showWays() : showHome(frame, staff, viewer, reference),
    }),
    defineRoute({
      method: 'GET',
      path: '/working-days',
      access: openToAll('it is a calendar'),
      audit: none('it reads no row'),
      handler: () => showWorkingDays(staff.clock),
    }),
  ];
}

async function showHome(
  frame: PageFrame,
  staff: StaffHomeNeeds,
  viewer: Viewer,
  reference: string,
): Promise<Answer> {
  const { drafts, work, managesUnusual } = await staff.database.actAs<Shown>(
    viewer.staffId,
    (tx, { work: { casesShown } }) => recordEvent(tx, { verb: 'home.shown', casesShown, reference }),
    async (tx) => {
      const [drafts, work, managesUnusual] = await Promise.all([
        listDrafts(tx, recordingKind),
        listWork(tx, staff, viewer, { whose: 'mine', after: undefined }),
        readManagesUnusual(tx),
      ]);
      return { drafts, work, managesUnusual };
    },
  );
  const now = staff.clock.now();
  const content = staffHomePage.html(
    staffHomePage.model({
      action: beginning,
      drafts: drafts.map(({ draft_id, saved_at, danger }) => ({
        isDanger: danger,
        goOn: `${beginning}/${draft_id}`,
        throwAway: `${beginning}/${draft_id}/away`,
        when: `${sayTime(saved_at)} ${sayDayFrom(saved_at, now)}`,
      })),
      unseen: work.unseen,
      groups: work.groups,
      duties: listDuties(viewer.roles, { managesUnusual }),
      mayRecord: !isAdministrator(viewer),
    }),
  );
  return page({ ...frame, ...content });
}

interface Shown {
  readonly drafts: Awaited<ReturnType<typeof listDrafts>>;
  readonly work: Awaited<ReturnType<typeof listWork>>;
  readonly managesUnusual: boolean;
}

const british = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

function sayDay(day: string): string {
  return british.format(new Date(`${day}T00:00:00Z`));
}

/** A page on which nothing is anybody's: where somebody goes who hides what is on the screen. */
function showWorkingDays(clock: Clock): Answer {
  const { day: today } = readLondonTime(clock.now());
  const year = today.slice(0, 4);
  const all = Array.from({ length: 366 }, (_, place) => addDays(`${year}-01-01`, place));
  const days = all.flatMap((day) => {
    const name = day.startsWith(year) ? findBankHoliday(day) : null;
    return name === null ? [] : [{ name, day: sayDay(day) }];
  });
  return page(workingDaysPage.html(workingDaysPage.model({ year, days })));
}
