import { type Hands, handsOf, viewerOf } from '../../../access/index.ts';
import { findPolicyInForce } from '../../../councils/index.ts';
import { judgeNote } from '../../../notes/index.ts';
import { type Candidate, readChildren } from '../../../people/index.ts';
import { type FieldError, first, type PageContent, type Typed } from '../../../platform/html/index.ts';
import {
  type Answer,
  answerData,
  answerPage,
  notFound,
  type RouteRequest,
  readFields,
  redirect,
  type Viewer,
} from '../../../platform/http/index.ts';
import { sayTime } from '../../../platform/say-time.ts';
import * as childrenPage from '../../who/children.page.ts';
import * as whoPage from '../../who/who.page.ts';
import { addressOf, beginning } from '../addresses.rules.ts';
import { readColleagues } from '../colleagues.forms.ts';
import * as colleaguesPage from '../colleagues.page.ts';
import * as notePage from '../note.page.ts';
import {
  changeRecording,
  findToday,
  judgePerson,
  listNameable,
  type RecordingRooms,
} from '../recording.actions.ts';
import { listTyped, readPlace, readWriter } from '../recording.forms.ts';
import { isStale, keepTyped, leave, type PageName, type Recording, signBy } from '../recording.rules.ts';
import type { Sheet } from '../sheet.ts';
import * as signsPage from '../signs.page.ts';
import * as stalePage from '../stale.page.ts';
import { describeSheet, draw, type RecordingOptions, showWhatBecame, visit } from './visit.ts';

/** Shows a page with what was typed on it. */
export function showPage(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const place = readPlace(request.params);
  if (place === undefined) return Promise.resolve(notFound);
  return visit(options, request, (open) => {
    const typed = open.recording.typed[place.page] ?? {};
    const sheet = describeSheet(open, place.page);
    return draw(
      options,
      drawPage(options, open.viewer, { ...place, sheet, typed, errors: [], candidates: [] }),
    );
  });
}

interface Drawn {
  readonly page: PageName;
  readonly sheet: Sheet;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly candidates: readonly Candidate[];
}

function drawPage(rooms: RecordingRooms, viewer: Viewer, drawn: Drawn): PageContent {
  const { page, ...needs } = drawn;
  switch (page) {
    case 'colleagues':
      return colleaguesPage.html(colleaguesPage.model(needs));
    case 'signs': {
      const { signs } = findPolicyInForce(rooms, viewer).handbook;
      return signsPage.html(signsPage.model({ ...needs, kinds: signs }));
    }
    case 'who':
    case 'other':
      return whoPage.html(whoPage.model({ ...needs, page }));
    case 'children':
      return childrenPage.html(childrenPage.model(needs));
    case 'note':
      return notePage.html(notePage.model(needs));
  }
}

interface Judged {
  readonly errors: readonly FieldError[];
  readonly candidates: readonly Candidate[];
}

const fine: Judged = { errors: [], candidates: [] };

/** What is wrong on a page, and who may be the one that is typed. */
async function judgePage(rooms: RecordingRooms, hands: Hands, page: PageName, typed: Typed): Promise<Judged> {
  const wrong = (read: { ok: true } | { ok: false; errors: readonly FieldError[] }): Judged =>
    read.ok ? fine : { ...fine, errors: read.errors };
  switch (page) {
    case 'signs':
      return fine;
    case 'colleagues':
      return wrong(readColleagues(typed, await listNameable(rooms, hands.viewer), hands.viewer.staffId));
    case 'children':
      return wrong(readChildren(typed, findToday(rooms)));
    case 'note': {
      const text = judgeNote(first(typed, 'words'));
      return text === undefined ? fine : { ...fine, errors: [{ field: 'words', text }] };
    }
    case 'who':
    case 'other':
      return judgePerson(rooms, hands, typed);
  }
}

type Outcome =
  | { readonly kind: 'kept'; readonly recording: Recording }
  | { readonly kind: 'stale'; readonly kept: Typed; readonly before: string };

/** Takes a page. What was typed is kept whatever is wrong with it; only then is it judged. */
export async function takePage(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const place = readPlace(request.params);
  const fields = readFields(request.body);
  if (place === undefined || fields === undefined) return notFound;
  const { draft, page } = place;
  const act = first(fields, 'act');
  const typed = act === 'more' ? addPlace(listTyped(fields)) : listTyped(fields);
  const judged = act === '' ? await judgePage(options, handsOf(options, request), page, typed) : fine;
  const isDone = act !== 'more' && judged.errors.length === 0 && judged.candidates.length === 0;
  const { reference } = request;
  const changed = await changeRecording(options, viewer, { draft, reference }, (recording) =>
    writePage(recording, page, { fields, typed, isDone }),
  );
  if (changed === undefined) return showWhatBecame(options, viewer, draft);
  if (changed.value.kind === 'stale') return showStale(options, place, changed.value, fields);
  if (act === 'more') return redirect(addressOf(draft, page));
  if (isDone) return redirect(`${beginning}/${draft}`);
  return visit(options, request, (open) => {
    const sheet = { ...describeSheet(open, page), form: first(fields, 'form') || open.draft };
    const content = drawPage(options, viewer, { page, sheet, typed, ...judged });
    return answerPage(draw(options, content), judged.errors.length > 0 ? 422 : 200);
  });
}

function addPlace(typed: Typed): Typed {
  return { ...typed, places: [String((Number(first(typed, 'places')) || 1) + 1)] };
}

function writePage(
  recording: Recording,
  page: PageName,
  { fields, typed, isDone }: { fields: Typed; typed: Typed; isDone: boolean },
): { next: Recording | undefined; value: Outcome } {
  const writer = readWriter(fields);
  const kept = recording.typed[page] ?? {};
  const isSame = JSON.stringify(kept) === JSON.stringify(typed);
  if (!isSame && isStale(recording, page, writer)) {
    return { next: undefined, value: { kind: 'stale', kept, before: recording.writers[page] ?? '' } };
  }
  const written = signBy(keepTyped(recording, page, typed), page, writer);
  const next = isDone ? leave(written, page) : written;
  return { next, value: { kind: 'kept', recording: next } };
}

function showStale(
  options: RecordingOptions,
  { draft, page }: { readonly draft: string; readonly page: PageName },
  { kept, before }: Outcome & { kind: 'stale' },
  fields: Typed,
): Answer {
  const content = stalePage.html(
    stalePage.model({
      here: addressOf(draft, page),
      action: addressOf(draft, page),
      kept: listTexts(kept),
      yours: listTexts(listTyped(fields)),
      fields: { ...fields, before: [before] },
    }),
  );
  return answerPage(draw(options, content), 409);
}

function listTexts(typed: Typed): string[] {
  return Object.values(typed)
    .flat()
    .filter((text) => text.trim() !== '');
}

/** Keeps a page while it is typed, for the script: nothing is judged, and the page is not left. */
export async function keepPage(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const place = readPlace(request.params);
  const fields = readFields(request.body);
  if (place === undefined || fields === undefined) return notFound;
  const { draft, page } = place;
  const { reference } = request;
  const typed = listTyped(fields);
  const changed = await changeRecording(options, viewer, { draft, reference }, (recording) =>
    writePage(recording, page, { fields, typed, isDone: false }),
  );
  if (changed === undefined) return answerData({ problem: 'gone' }, 410);
  if (changed.value.kind === 'stale') return answerData({ problem: 'stale' }, 409);
  return answerData({ saved: sayTime(changed.savedAt) });
}
