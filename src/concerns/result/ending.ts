import { viewerOf } from '../../access/index.ts';
import { findValue, listKnown, readForCouncil } from '../../advice/situation.rules.ts';
import { findPolicyInForce, readOwnOrganisation } from '../../councils/index.ts';
import { throwDraftAway } from '../../drafts/index.ts';
import { first } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  notFound,
  type RouteRequest,
  readFields,
  readId,
  redirect,
} from '../../platform/http/index.ts';
import { addressOf, addressOfQuestion } from '../recording/addresses.rules.ts';
import { namesColleagues } from '../recording/colleagues.forms.ts';
import {
  describeSheet,
  draw,
  type RecordingOptions,
  showWhatBecame,
  type Visit,
  visit,
} from '../recording/handling/visit.ts';
import { changeRecording, findToday, listNameable } from '../recording/recording.actions.ts';
import { clockFact, listPages, type PageName } from '../recording/recording.rules.ts';
import { addressOfDone } from '../saving/addresses.rules.ts';
import { readContent } from '../saving/content.ts';
import { opensOwn, saveConcern } from '../saving/save-concern.actions.ts';
import { seekHelp } from './helplines.rules.ts';
import * as paperPage from './paper.page.ts';
import * as resultPage from './result.page.ts';

/** Shows the whole list of what to do, and the button that saves. */
export function showResult(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  return visit(options, request, async (open) => draw(options, await drawResult(open, [])));
}

async function drawResult(open: Visit, wrong: readonly PageName[]) {
  const { options, viewer, recording, situation, service } = open;
  const sheet = describeSheet(open, 'result');
  const [council] = situation.councils;
  const { organisation } = await options.database.readAs(viewer.staffId, readOwnOrganisation);
  const { early, late } = listPages(recording);
  return resultPage.html(
    resultPage.model({
      sheet,
      ...offerHelp(open),
      toldByClock: tellByClock(open),
      ticked: recording.ticked,
      pages: [...early, ...late].map((page) => ({
        page,
        text: resultPage.pageTexts[page],
        isBehind: recording.trail.includes(page),
      })),
      wrong,
      way:
        council === undefined
          ? null
          : { council: council.name, ...(await council.draw(readForCouncil(situation, council))) },
      opensCase: opensOwn(organisation, situation.said.get('situation'), service),
    }),
  );
}

/** Whom to ring now, and who can help: of the council's directory, and nobody whom they do not serve. */
function offerHelp({ directory, situation }: Pick<Visit, 'directory' | 'situation'>): resultPage.Help {
  const facts = listKnown(situation);
  const sought = seekHelp(facts);
  return {
    nightNumbers: directory.listNightNumbers(facts),
    helplines: sought === null ? [] : directory.listServices(facts, sought),
  };
}

/** What nobody said and the clock told, with where it is put right. */
function tellByClock({ recording, situation, draft }: Visit): resultPage.ResultModel['toldByClock'] {
  const place = situation.facts.findIndex(({ id }) => id === clockFact);
  const fact = situation.facts[place];
  const value = fact && findValue(fact, situation.said.get(clockFact));
  if (value === undefined || recording.said.some(([id]) => id === clockFact)) return null;
  return { says: value.said, href: addressOfQuestion(draft, place) };
}

/** Keeps which steps were done already. */
export async function takeTicks(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const draft = readId(request.params, 'draft');
  const fields = readFields(request.body);
  if (draft === undefined || fields === undefined) return notFound;
  const { reference } = request;
  const changed = await changeRecording(options, viewer, { draft, reference }, (recording, situation) => {
    const known = situation.councils.flatMap(({ policy }) => policy.actions.map(({ id }) => id));
    const ticked = (fields['done'] ?? []).filter((action) => known.includes(action));
    const isNew = ticked.join() !== recording.ticked.join();
    return { next: isNew ? { ...recording, ticked } : undefined, value: undefined };
  });
  return changed === undefined
    ? showWhatBecame(options, viewer, draft)
    : redirect(addressOf(draft, 'result'));
}

/** The list without anything that somebody typed, for paper. */
export function showPaper(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  return visit(options, request, (open) => {
    const sheet = { ...describeSheet(open, 'result'), back: addressOf(open.draft, 'result') };
    return draw(options, paperPage.html(paperPage.model({ sheet, ...offerHelp(open) })));
  });
}

const TRIES = 3;

/** Makes the record, with what was ticked on the list. */
export async function takeRecord(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  // A form of before the list had boxes says nothing of what was done.
  if (first(readFields(request.body), 'listed') !== '') await takeTicks(options, request);
  return makeRecord(options, request, TRIES);
}

/** A form that is sent again leads to the record that it made. */
function makeRecord(options: RecordingOptions, request: RouteRequest, triesLeft: number): Promise<Answer> {
  return visit(options, request, async (open) => {
    const { viewer, recording, situation, body, service, draft } = open;
    const policy = findPolicyInForce(options, viewer);
    const read = readContent({
      recording,
      situation,
      colleagues: namesColleagues(recording.typed.colleagues) ? await listNameable(options, viewer) : [],
      self: viewer.staffId,
      today: findToday(options),
      signs: policy.handbook.signs.flatMap(({ signs }) => signs.map(({ id }) => id)),
    });
    if (!read.ok) return answerPage(draw(options, await drawResult(open, read.pages)), 422);
    const { content } = read;
    const { reference } = request;
    const saved = await saveConcern(options, viewer, {
      draftId: draft,
      body,
      content,
      policy,
      service,
      reference,
    });
    if (saved.kind === 'saved') return redirect(addressOfDone(saved.caseId));
    if (saved.kind === 'gone') return notFound;
    if (triesLeft > 1) return makeRecord(options, request, triesLeft - 1);
    return redirect(addressOf(draft, 'result'));
  });
}

/** Throws the draft away. */
export async function throwAway(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const draft = readId(request.params, 'draft');
  if (draft === undefined) return notFound;
  await throwDraftAway(options, viewer, draft, request.reference);
  return redirect('/');
}
