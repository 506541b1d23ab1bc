import { viewerOf } from '../../../access/index.ts';
import type { Situation } from '../../../advice/situation.rules.ts';
import type { PageFrame } from '../../../platform/html/index.ts';
import { type Html, type PageContent, page } from '../../../platform/html/index.ts';
import {
  type Answer,
  notFound,
  type RouteRequest,
  readId,
  redirect,
  type Viewer,
} from '../../../platform/http/index.ts';
import { makeId } from '../../../platform/ids.ts';
import { addressOfDone } from '../../saving/addresses.rules.ts';
import { findRecordOfDraft } from '../../saving/concern.store.ts';
import { addressOf, addressOfQuestion } from '../addresses.rules.ts';
import { type OpenRecording, openRecording, type RecordingRooms } from '../recording.actions.ts';
import {
  findBefore,
  findNext,
  hasEssentials,
  type PageName,
  pageNames,
  type Recording,
} from '../recording.rules.ts';
import { describeNow, type Sheet } from '../sheet.ts';

export interface RecordingOptions extends RecordingRooms {
  readonly frame: PageFrame;
}

/** One request for one draft of the viewer's own. */
export interface Visit extends OpenRecording {
  readonly options: RecordingOptions;
  readonly viewer: Viewer;
  readonly request: RouteRequest;
}

/** A page in the frame of a recording: nothing leads away from it but home. */
export function draw({ frame }: Pick<RecordingOptions, 'frame'>, content: PageContent): Html {
  return page({ ...frame, navigation: undefined, ...content });
}

/** Opens the draft of the address; where it was saved meanwhile, what it became is shown instead. */
export async function visit(
  options: RecordingOptions,
  request: RouteRequest,
  answer: (visit: Visit) => Answer | Promise<Answer>,
): Promise<Answer> {
  const viewer = viewerOf(request);
  const draft = readId(request.params, 'draft');
  if (draft === undefined) return notFound;
  const open = await openRecording(options, viewer, draft);
  if (open === undefined) return showWhatBecame(options, viewer, draft);
  return answer({ ...open, options, viewer, request });
}

/** A draft that is no draft any more: the record that was made of it, or nothing. */
export async function showWhatBecame(
  { database }: RecordingOptions,
  viewer: Viewer,
  draft: string,
): Promise<Answer> {
  const caseId = await database.readAs(viewer.staffId, (tx) => findRecordOfDraft(tx, draft));
  return caseId === undefined ? notFound : redirect(addressOfDone(caseId));
}

export function describeSheet(
  { options, draft, recording, situation, directory }: Omit<Visit, 'viewer' | 'request' | 'body' | 'service'>,
  place: string,
): Sheet {
  return {
    draft,
    back: findBackAddress(draft, recording, situation, place),
    form: makeId(options.clock),
    before: recording.writers[place] ?? '',
    now: describeNow(draft, situation, directory),
    hasEssentials: hasEssentials(recording),
  };
}

/** Where one goes on. */
export function findNextAddress(draft: string, recording: Recording, situation: Situation): `/${string}` {
  const next = findNext(recording, situation);
  if (next.kind === 'result') return addressOf(draft, 'result');
  if (next.kind === 'page') return addressOf(draft, next.page);
  return addressOfPlace(draft, situation, `q:${next.question.fact.id}`);
}

/** The page before; before the first, home. */
function findBackAddress(
  draft: string,
  recording: Recording,
  situation: Situation,
  place: string | undefined,
): `/${string}` {
  const before = findBefore(recording, place);
  return before === undefined ? '/' : addressOfPlace(draft, situation, before);
}

function addressOfPlace(draft: string, { facts }: Situation, place: string): `/${string}` {
  if (isPageName(place)) return addressOf(draft, place);
  const number = facts.findIndex(({ id }) => `q:${id}` === place);
  return number < 0 ? addressOf(draft, 'result') : addressOfQuestion(draft, number);
}

function isPageName(place: string): place is PageName {
  return pageNames.some((name) => name === place);
}
