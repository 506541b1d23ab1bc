import { signedIn, viewerOf } from '../../access/index.ts';
import { type Colleague, type Cover, listColleagues, setCover, stopCover } from '../../councils/index.ts';
import { type ActTx, takeTurns, type ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
  type Viewer,
} from '../../platform/http/index.ts';
import { type Id, makeId, type ViewerId } from '../../platform/ids.ts';
import { sayDay } from '../../platform/say-time.ts';
import { readReceives } from '../task.store.ts';
import type { WorkRoutesOptions } from '../work.routes.ts';
import { type CoverErrors, readCover } from './cover.forms.ts';
import * as coverPage from './cover.page.ts';
import { type CoverRow, isCovered, mayEndCover, mayStandIn, readCovers } from './cover.store.ts';

const access = signedIn('everybody may be away, and stand in for somebody');

/** Who stands in for whom, from when to when. */
export function coverRoutes(options: WorkRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/work/cover',
      access,
      audit: none('it shows colleagues of one’s own council, and no case'),
      handler: (request) => showCover(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/work/cover',
      access,
      audit: 'cover.set',
      handler: (request) => takeCover(options, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/work/cover/:coverId/end',
      access,
      audit: 'cover.ended',
      handler: (request) => endCover(options, request),
    }),
  ];
}

async function showCover(
  options: WorkRoutesOptions,
  request: RouteRequest,
  sent?: Pick<coverPage.CoverModel, 'typed' | 'errors'>,
): Promise<Answer> {
  const viewer = viewerOf(request);
  const now = options.clock.now();
  const read = await options.database.readAs(viewer.staffId, async (tx) => {
    const colleagues = await listColleagues(tx, options.keys, viewer.organisationId);
    const covers = await readCovers(tx, now);
    return { colleagues, covers, receives: await readReceives(tx) };
  });
  const shown = coverPage.model(describe(read, viewer.staffId), sent);
  const drawn = page({ ...options.frame, ...coverPage.html(shown) });
  return answerForm(drawn, sent !== undefined);
}

function describe(
  read: { colleagues: readonly Colleague[]; covers: readonly CoverRow[]; receives: boolean },
  viewer: ViewerId,
): Omit<coverPage.CoverModel, 'typed' | 'errors'> {
  const names = new Map<string, string>(read.colleagues.map(({ staffId, name }) => [staffId, name]));
  const nameOf = (id: string) => names.get(id) ?? 'a colleague who has left';
  const choices = read.colleagues.filter(({ roles }) => !roles.includes('administrator'));
  const choose = ({ staffId: id, name }: Colleague) => ({ id, name });
  return {
    receives: read.receives,
    covers: read.covers.map(({ coverId, absent, covering, startsAt, endsAt, isOwn }) => ({
      id: coverId,
      // It ends with the midnight after its last day.
      says: `${nameOf(covering)} stands in for ${nameOf(absent)}, from ${sayDay(startsAt)} to ${sayDay(
        new Date(endsAt.getTime() - 1),
      )}`,
      mayEnd: isOwn,
    })),
    mayBeAway: choices
      .filter(({ staffId, managerId }) => staffId === viewer || managerId === viewer)
      .map(choose),
    mayStandIn: choices.map(choose),
  };
}

async function takeCover(options: WorkRoutesOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const read = readCover(request.body, options.clock.now());
  if (!read.ok) return showCover(options, request, read);
  const { absent, covering, startsAt, endsAt } = read;
  const set = async (tx: ActTx) => {
    const colleagues = await listColleagues(tx, options.keys, viewer.organisationId);
    const away = colleagues.find(({ staffId }) => staffId === absent);
    const isOwn = away !== undefined && [away.staffId, away.managerId].includes(viewer.staffId);
    const standIn = colleagues.find(({ staffId }) => staffId === covering);
    if (!isOwn || standIn === undefined || standIn.roles.includes('administrator')) return undefined;
    const cover = {
      coverId: makeId<'cover'>(options.clock),
      organisationId: viewer.organisationId,
      absent: away.staffId,
      covering: standIn.staffId,
      startsAt,
      endsAt,
    };
    const errors = await judgeCover(tx, viewer, cover);
    if (errors !== null) return errors;
    await takeTurns(tx, absent);
    if (!(await isCovered(tx, cover))) await setCover(tx, viewer, cover, request.reference);
    return null;
  };
  // The act writes its own row of the audit.
  const errors = await options.database.actAs(viewer.staffId, async () => {}, set);
  if (errors === undefined) return notFound;
  return errors === null
    ? redirect('/work/cover')
    : showCover(options, request, { typed: read.typed, errors });
}

/** What somebody would come to see by it that is not theirs to see. */
async function judgeCover(tx: ViewerTx, viewer: Viewer, cover: Cover): Promise<CoverErrors | null> {
  if (cover.covering === viewer.staffId && cover.absent !== viewer.staffId)
    return { covering: 'Choose somebody other than yourself: nobody gives themselves what others see' };
  if (!(await mayStandIn(tx, cover)))
    return {
      covering: 'Their team never leads a case, and so stands in for nobody who may. Choose somebody else',
    };
  return null;
}

async function endCover(options: WorkRoutesOptions, request: RouteRequest): Promise<Answer> {
  const coverId = readId(request.params, 'coverId');
  if (coverId === undefined) return notFound;
  const { database, clock } = options;
  const isEnded = await database.actAs(
    viewerOf(request).staffId,
    async () => {},
    async (tx) =>
      (await stopCover(tx, coverId as Id<'cover'>, clock.now(), request.reference)) ||
      (await mayEndCover(tx, coverId)),
  );
  return isEnded ? redirect('/work/cover') : notFound;
}
