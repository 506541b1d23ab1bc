import { z } from 'zod';
import type { LoadedPolicies } from '../pathway/packs/index.ts';
import { findBankHoliday, readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Html, type PageContent, type PageFrame, page } from '../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  type RouteRequest,
} from '../platform/http/index.ts';
import { readFilter, readSearch } from './directory.forms.ts';
import * as directoryPage from './directory.page.ts';
import type { Now } from './hours.rules.ts';
import { type Listing, makeListing } from './listing.ts';
import * as servicePage from './service.page.ts';

export interface DirectoryOptions {
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  readonly frame: PageFrame;
}

const access = openToAll('services and their numbers are public, and these pages show no person');
const audit = none('no person is shown, and nothing that is looked for is kept');

/** The directory of services, and each service. */
export function directoryRoutes({ policies, clock, frame }: DirectoryOptions): Route[] {
  const listingOf = makeListing(policies, clock);
  const draw = (content: PageContent): Html => page({ ...frame, ...content });
  const show =
    (answer: (request: RouteRequest, listing: Listing, now: Now, draw: Draw) => Answer) =>
    (request: RouteRequest): Answer =>
      answer(request, listingOf(), readNow(clock), draw);
  const at = '/directory';
  return [
    defineRoute({ method: 'GET', path: at, access, audit, handler: show(showDirectory) }),
    defineRoute({ method: 'POST', path: at, access, audit, handler: show(lookFor) }),
    defineRoute({ method: 'GET', path: `${at}/:id`, access, audit, handler: show(showService) }),
  ];
}

type Draw = (content: PageContent) => Html;

function readNow(clock: Clock): Now {
  const { day, weekday, minutes } = readLondonTime(clock.now());
  return { weekday, minutes, isBankHoliday: findBankHoliday(day) !== null };
}

function showDirectory({ query }: RouteRequest, listing: Listing, now: Now, draw: Draw): Answer {
  const filter = readFilter(query, listing);
  return filter === null ? notFound : draw(directoryPage.html(directoryPage.model({ listing, now, filter })));
}

function lookFor({ body }: RouteRequest, listing: Listing, now: Now, draw: Draw): Answer {
  const search = readSearch(body, listing);
  if (search === null) return notFound;
  const { filter, text } = search;
  const error = search.ok ? undefined : search.error;
  const drawn = draw(directoryPage.html(directoryPage.model({ listing, now, filter, text, error })));
  return answerPage(drawn, search.ok ? 200 : 422);
}

const serviceAddress = z.object({ id: z.string() });

function showService({ params }: RouteRequest, listing: Listing, now: Now, draw: Draw): Answer {
  const read = serviceAddress.safeParse(params);
  const model = read.success ? servicePage.model(listing, read.data.id, now) : null;
  return model === null ? notFound : draw(servicePage.html(model));
}
