import { z } from 'zod';
import type { LoadedPolicies } from '../pathway/packs/index.ts';
import { readLondonTime } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type Html, type PageContent, type PageFrame, page } from '../platform/html/index.ts';
import {
  type Access,
  type Answer,
  answerForm,
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
import { keeper, readKept, readPublicKept } from './keeping/keeping.actions.ts';
import { keepingRoutes, type Wrong } from './keeping/keeping.routes.ts';
import { type Kept, makeFingerprint, nothingKept } from './keeping/kept.ts';
import { addKept, type ListedEntry, type Listing, makeListing } from './listing.ts';
import { readNow } from './offering/now.ts';
import * as servicePage from './service.page.ts';

export interface DirectoryOptions {
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  readonly frame: PageFrame;
  /** Where nobody signs in, nobody reports or confirms anything. */
  readonly staff?: { readonly database: Database; readonly keys: KeyStore } | undefined;
}

const why = 'services and their numbers are public, and these pages show no person';
/** What colleagues found wrong, and who asked, staff alone see; the day on which they asked is public. */
const openToStaff: Access = { ...openToAll(why), viewer: 'if-there' };
const audit = none('no person is shown, and nothing that is looked for is kept');

/** The directory of services, and each service. */
export function directoryRoutes(options: DirectoryOptions): Route[] {
  const { staff, clock, frame } = options;
  const listingFor = makeListing(options.policies, clock);
  const access = staff === undefined ? openToAll(why) : openToStaff;
  const draw = (content: PageContent): Html => page({ ...frame, ...content });
  const show = (answer: (visit: Visit) => Answer) => async (request: RouteRequest) =>
    answer(await visit(options, listingFor, draw, request));
  const at = '/directory';
  const showWrong = async (request: RouteRequest, wrong: Wrong) =>
    showService(await visit(options, listingFor, draw, request), wrong);
  return [
    defineRoute({ method: 'GET', path: at, access, audit, handler: show(showDirectory) }),
    defineRoute({ method: 'POST', path: at, access, audit, handler: show(lookFor) }),
    defineRoute({
      method: 'GET',
      path: `${at}/:id`,
      access,
      audit,
      handler: show((opened) => showService(opened)),
    }),
    ...(staff === undefined ? [] : keepingRoutes({ ...staff, clock, frame, listingFor, showWrong })),
  ];
}

interface Visit {
  readonly request: RouteRequest;
  readonly listing: Listing;
  readonly kept: Kept;
  readonly now: Now;
  readonly today: string;
  readonly draw: (content: PageContent) => Html;
}

/** The directory as the reader's council has it, and with what was said of it there. */
async function visit(
  { staff, clock }: DirectoryOptions,
  listingFor: (own?: string) => Listing,
  draw: Visit['draw'],
  request: RouteRequest,
): Promise<Visit> {
  const { viewer } = request;
  const kept = staff === undefined ? nothingKept : await readKeptFor(staff, viewer);
  return {
    request,
    listing: addKept(listingFor(viewer?.council), kept),
    kept,
    now: readNow(clock.now()),
    today: readLondonTime(clock.now()).day,
    draw,
  };
}

const readKeptFor = (
  { database, keys }: NonNullable<DirectoryOptions['staff']>,
  viewer: RouteRequest['viewer'],
): Promise<Kept> =>
  viewer === undefined
    ? readPublicKept(database)
    : database.readAs(viewer.staffId, (tx) => readKept(tx, keys, viewer));

const isKeeper = ({ viewer }: RouteRequest): boolean => viewer?.roles.includes(keeper) === true;

function showDirectory({ request, listing, kept, now, draw }: Visit): Answer {
  const filter = readFilter(request.query, listing);
  if (filter === null) return notFound;
  const openReports = isKeeper(request) ? kept.reported.size : null;
  return draw(directoryPage.html(directoryPage.model({ listing, now, filter, openReports })));
}

function lookFor({ request, listing, now, draw }: Visit): Answer {
  const search = readSearch(request.body, listing);
  if (search === null) return notFound;
  const { filter, text } = search;
  const error = search.ok ? undefined : search.error;
  const drawn = draw(directoryPage.html(directoryPage.model({ listing, now, filter, text, error })));
  return answerPage(drawn, search.ok ? 200 : 422);
}

const serviceAddress = z.object({ id: z.string() });

function showService(opened: Visit, wrong?: Wrong): Answer {
  const { request, listing, now, draw } = opened;
  const read = serviceAddress.safeParse(request.params);
  const entry = read.success ? listing.entries.find(({ id }) => id === read.data.id) : undefined;
  if (entry === undefined) return notFound;
  const keeping = describeKeeping(opened, entry, wrong);
  const drawn = draw(servicePage.html(servicePage.model(listing, entry, now, keeping)));
  return answerForm(drawn, wrong !== undefined);
}

function describeKeeping(
  { request, kept, today }: Visit,
  entry: ListedEntry,
  wrong: Wrong | undefined,
): servicePage.Keeping | undefined {
  if (request.viewer === undefined) return undefined;
  const [year = '', month = '', day = ''] = today.split('-');
  const fingerprint = makeFingerprint(entry);
  return {
    report: `/directory/${entry.id}/report`,
    confirming: isKeeper(request)
      ? {
          fingerprint,
          isConfirmed: kept.confirmed.get(entry.id)?.fingerprint === fingerprint,
          typed: wrong?.typed ?? { day, month, year },
          error: wrong?.error ?? null,
        }
      : null,
  };
}
