import { z } from 'zod';
import { signedIn, viewerOf, withRole } from '../../access/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import { type PageContent, type PageFrame, page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { sayDay } from '../../platform/say-time.ts';
import type { ListedEntry, Listing } from '../listing.ts';
import {
  confirmEntry,
  type KeepingRooms,
  keeper,
  listReports,
  type Report,
  reportWrong,
  stepReport,
} from './keeping.actions.ts';
import { readBack, readConfirmation, readReport, readReportStep } from './keeping.forms.ts';
import type { ReportId } from './keeping.store.ts';
import { makeFingerprint } from './kept.ts';
import * as reportPage from './report.page.ts';
import * as reportsPage from './reports.page.ts';

export interface KeepingNeeds extends KeepingRooms {
  readonly frame: PageFrame;
  /** The entries as the viewer's council has them. */
  listingFor(council: string): Listing;
  /** The page of a service, with what is wrong in the form that confirms it. */
  showWrong(request: RouteRequest, wrong: Wrong): Promise<Answer>;
}

export interface Wrong {
  readonly typed: { readonly day: string; readonly month: string; readonly year: string };
  readonly error: string;
}

const anybody = signedIn('whoever finds a number wrong says so');
const keepers = withRole(keeper, 'the directory is kept by whoever keeps the policy');

/** Reporting what is wrong with an entry, seeing to it, and confirming one. */
export function keepingRoutes(needs: KeepingNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/directory/reports',
      access: keepers,
      audit: 'directory.reports-listed',
      handler: (request) => showReports(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/directory/reports/:report/steps',
      access: keepers,
      audit: 'directory.report-done',
      handler: (request) => takeStep(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/directory/:id/report',
      access: anybody,
      audit: none('it shows a service, and no person'),
      handler: (request) => showForm(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/directory/:id/report',
      access: anybody,
      audit: 'directory.reported',
      handler: (request) => takeReport(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/directory/:id/confirmation',
      access: keepers,
      audit: 'directory.confirmed',
      handler: (request) => takeConfirmation(needs, request),
    }),
  ];
}

async function showReports(needs: KeepingNeeds, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const { entries } = needs.listingFor(viewer.council);
  const reports = await listReports(needs, viewer, request.reference);
  const describe = ({ reportId: id, service, reportedAt, by, words, isDone }: Report) => ({
    id,
    // An entry that a newer pack leaves out has no label any more.
    service: { id: service, label: entries.find((entry) => entry.id === service)?.label ?? service },
    says: `Reported on ${sayDay(reportedAt)} by ${by}`,
    words,
    isDone,
  });
  return draw(needs, reportsPage.html(reportsPage.model({ reports: reports.map(describe) })));
}

async function takeStep(needs: KeepingNeeds, request: RouteRequest): Promise<Answer> {
  const reportId = readId(request.params, 'report');
  const kind = readReportStep(request.body);
  if (reportId === undefined || kind === null) return notFound;
  // One that is done already, by a colleague or a second click, is shown as it is.
  await stepReport(needs, viewerOf(request), { reportId, kind }, request.reference);
  return redirect('/directory/reports');
}

function showForm(needs: KeepingNeeds, request: RouteRequest): Answer {
  const entry = findEntry(needs, request);
  if (entry === undefined) return notFound;
  const back = readBack(request.query) ?? `/directory/${entry.id}`;
  const report = makeId<'directory-report'>(needs.clock);
  return draw(needs, reportPage.html(describeForm(entry, { report, back, words: '', error: null })));
}

function describeForm(
  { id, label, phones }: ListedEntry,
  typed: Omit<reportPage.ReportModel, 'service'>,
): reportPage.ReportModel {
  const numbers = phones.filter(({ isConfirmed }) => isConfirmed).map(({ number }) => number);
  return reportPage.model({ service: { id, label, numbers }, ...typed });
}

async function takeReport(needs: KeepingNeeds, request: RouteRequest): Promise<Answer> {
  const entry = findEntry(needs, request);
  const read = readReport(request.body);
  if (entry === undefined || read === null) return notFound;
  const back = readBack(request.body) ?? `/directory/${entry.id}`;
  if (!read.ok) {
    const { reportId: report, words, error } = read;
    const shown = describeForm(entry, { report: report satisfies ReportId, back, words, error });
    return answerPage(draw(needs, reportPage.html(shown)), 422);
  }
  await reportWrong(needs, viewerOf(request), entry.id, read, request.reference);
  return redirect(back);
}

const changedSince = 'The entry has changed since you opened the page. Read it again, then confirm it';

async function takeConfirmation(needs: KeepingNeeds, request: RouteRequest): Promise<Answer> {
  const entry = findEntry(needs, request);
  const read = readConfirmation(request.body, readLondonTime(needs.clock.now()).day);
  if (entry === undefined || read === null) return notFound;
  if (read.kind === 'wrong') return needs.showWrong(request, read);
  const { kind, fingerprint } = read;
  const today = readLondonTime(needs.clock.now()).day;
  const askedOn = kind === 'confirmed' ? read.askedOn : today;
  if (fingerprint !== makeFingerprint(entry)) {
    const [year = '', month = '', day = ''] = askedOn.split('-');
    return needs.showWrong(request, { typed: { day, month, year }, error: changedSince });
  }
  const said = { service: entry.id, kind, fingerprint, askedOn };
  await confirmEntry(needs, viewerOf(request), said, request.reference);
  return redirect(`/directory/${entry.id}`);
}

const serviceAddress = z.object({ id: z.string() });

function findEntry(needs: KeepingNeeds, request: RouteRequest): ListedEntry | undefined {
  const address = serviceAddress.safeParse(request.params);
  const { entries } = needs.listingFor(viewerOf(request).council);
  return address.success ? entries.find(({ id }) => id === address.data.id) : undefined;
}

const draw = ({ frame }: KeepingNeeds, content: PageContent) => page({ ...frame, ...content });
