import { viewerOf, worksWithCases } from '../../access/index.ts';
import {
  type Answer,
  defineRoute,
  none,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { showPaper, showResult, takeRecord, takeTicks, throwAway } from '../result/ending.ts';
import { beginning } from './addresses.rules.ts';
import { keepPage, showPage, takePage } from './handling/pages.ts';
import { showQuestion, takeAnswer } from './handling/question.ts';
import { findNextAddress, type RecordingOptions, visit } from './handling/visit.ts';
import { startRecording } from './recording.actions.ts';
import { readStart } from './recording.forms.ts';

const draft = `${beginning}/:draft`;
const access = worksWithCases('any member of staff may record, and a draft is its author’s alone');
const own = none('a draft shows its author what they typed themselves, and nobody else');

/** Recording a concern, one thing a page. */
export function recordingRoutes(options: RecordingOptions): Route[] {
  const by =
    (handle: (options: RecordingOptions, request: RouteRequest) => Promise<Answer>) =>
    (request: RouteRequest) =>
      handle(options, request);
  return [
    defineRoute({ method: 'POST', path: beginning, access, audit: 'draft.begun', handler: by(begin) }),
    defineRoute({ method: 'GET', path: draft, access, audit: own, handler: by(goOn) }),
    defineRoute({ method: 'GET', path: `${draft}/question`, access, audit: own, handler: by(showQuestion) }),
    defineRoute({
      method: 'POST',
      path: `${draft}/question`,
      access,
      audit: 'draft.saved',
      handler: by(takeAnswer),
    }),
    defineRoute({ method: 'GET', path: `${draft}/result`, access, audit: own, handler: by(showResult) }),
    defineRoute({
      method: 'POST',
      path: `${draft}/result`,
      access,
      audit: 'draft.saved',
      handler: by(takeTicks),
    }),
    defineRoute({ method: 'GET', path: `${draft}/paper`, access, audit: own, handler: by(showPaper) }),
    defineRoute({
      method: 'POST',
      path: `${draft}/record`,
      access,
      audit: 'concern.recorded',
      handler: by(takeRecord),
    }),
    defineRoute({
      method: 'POST',
      path: `${draft}/away`,
      access,
      audit: 'draft.closed',
      handler: by(throwAway),
    }),
    defineRoute({ method: 'GET', path: `${draft}/:page`, access, audit: own, handler: by(showPage) }),
    defineRoute({
      method: 'POST',
      path: `${draft}/:page`,
      access,
      audit: 'draft.saved',
      handler: by(takePage),
    }),
    defineRoute({
      method: 'POST',
      path: `${draft}/:page/keep`,
      access,
      audit: 'draft.saved',
      handler: by(keepPage),
    }),
  ];
}

async function begin(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const start = readStart(request.body);
  if (start === undefined) return notFound;
  const made = await startRecording(options, viewerOf(request), start, request.reference);
  return redirect(`${beginning}/${made}`);
}

/** Leads to where it goes on: the next question, the next page, or the result. */
function goOn(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  return visit(options, request, ({ draft: id, recording, situation }) =>
    redirect(findNextAddress(id, recording, situation)),
  );
}
