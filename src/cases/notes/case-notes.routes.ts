import { decide } from '../../access/index.ts';
import { listNotes, readForCorrection, readNote, type TypedNote, writeNote } from '../../notes/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import type { PageContent } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  readId,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { showPage, type Taken, takeForm } from '../answer-case.ts';
import { type CaseNeeds, caseAccess, type Found, readHead } from '../case.actions.ts';
import { goOnKeeping, openForm } from '../keeping/keeping.actions.ts';
import * as notesPage from './case-notes.page.ts';
import { describeNotes, mayCorrectBy } from './describe-notes.ts';

const seeing = { action: 'add-note', concern: 'notes.shown', case: 'notes.shown' } as const;
const PAGE = 20;

/** The notes of a case, and the form of a new one. */
export function caseNotesRoutes(needs: CaseNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/notes',
      access: caseAccess,
      audit: 'notes.shown',
      handler: (request) =>
        showPage(needs, request, seeing, (tx, found) => drawList(tx, needs, found, request)),
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/notes/new',
      access: caseAccess,
      audit: 'notes.shown',
      handler: (request) =>
        showPage(needs, request, seeing, (tx, found) => openNote(tx, needs, found, request)),
    }),
    defineRoute({
      method: 'POST',
      path: '/cases/:caseId/notes',
      access: caseAccess,
      audit: 'note.written',
      handler: (request) => takeNote(needs, request),
    }),
  ];
}

async function drawList(tx: ActTx, needs: CaseNeeds, found: Found, request: RouteRequest) {
  const { caseId } = found.row;
  const before = readId(request.query, 'before') ?? null;
  const read = await listNotes(tx, needs.keys, caseId, { before, limit: PAGE + 1 });
  const notes = read.slice(0, PAGE);
  const last = read.length > PAGE ? notes.at(-1) : undefined;
  return notesPage.html(
    notesPage.model({
      head: await readHead(tx, needs, found, 'notes'),
      notes: await describeNotes(tx, needs, found, notes),
      next: last === undefined ? null : `/cases/${caseId}/notes?before=${last.noteId}`,
      form: null,
      stale: null,
    }),
  );
}

async function openNote(
  tx: ActTx,
  needs: CaseNeeds,
  found: Found,
  request: RouteRequest,
): Promise<PageContent | undefined> {
  const corrects = readId(request.query, 'corrects') ?? null;
  const { caseId } = found.row;
  const known = corrects === null ? undefined : await readForCorrection(tx, needs.keys, caseId, corrects);
  const mayBegin = corrects === null || (known !== undefined && mayCorrectBy(found, known.note));
  if (!mayBegin) return undefined;
  const { keeping, body } = await openForm(tx, needs, found, placeOf(corrects));
  const kept = readNote(body);
  const typed: TypedNote = {
    noteId: makeId<'note'>(needs.clock),
    body: known?.newest?.body ?? known?.note.body ?? '',
    prompts: known?.newest?.prompts ?? known?.note.prompts ?? {},
    corrects,
    seen: known?.newest?.noteId ?? null,
    ...(kept?.ok === false ? kept.typed : kept),
  };
  return drawForm(await readHead(tx, needs, found, 'notes'), { typed, keeping, error: null });
}

const placeOf = (corrects: string | null) =>
  corrects === null ? '/notes/new' : `/notes/new?corrects=${corrects}`;

function drawForm(
  head: notesPage.CaseNotesModel['head'],
  form: Omit<NonNullable<notesPage.CaseNotesModel['form']>, 'label' | 'otherPerson'>,
  stale: notesPage.CaseNotesModel['stale'] = null,
): PageContent {
  const label = form.typed.corrects === null ? 'Write a note' : 'Correct a note';
  const model = notesPage.model({
    head,
    notes: [],
    next: null,
    form: { ...form, label, otherPerson: head.safety.words.forOther },
    stale,
  });
  return notesPage.html(model);
}

function takeNote(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const read = readNote(request.body);
  if (read === undefined) return Promise.resolve(notFound);
  const { corrects } = read.ok ? read : read.typed;
  const action = corrects === null ? 'add-note' : 'correct-own-note';
  return takeForm(needs, request, action, async (tx, found): Promise<Taken | undefined> => {
    const { caseId } = found.row;
    if (corrects !== null && !(await mayCorrect(tx, needs, found, corrects))) return undefined;
    const { reference } = request;
    const head = () => readHead(tx, needs, found, 'notes');
    const keeping = goOnKeeping(needs, found, placeOf(corrects), request);
    if (!read.ok)
      return {
        again: drawForm(await head(), { typed: read.typed, keeping, error: read.error }),
        status: 422,
      };
    const by = { caseId, staffId: found.viewer.staffId, reference };
    const written = await writeNote(tx, needs, read, by);
    if (written.kind === 'written') return { to: `/cases/${caseId}/notes` };
    if (written.kind === 'not-there') return undefined;
    const { newest } = written;
    const [stale = null] = await describeNotes(tx, needs, found, [newest]);
    const typed = { ...read, seen: newest.noteId };
    return { again: drawForm(await head(), { typed, keeping, error: null }, stale), status: 409 };
  });
}

async function mayCorrect(tx: ViewerTx, { keys }: CaseNeeds, found: Found, corrects: string) {
  if (decide('correct-note', found.standing).allowed) return true;
  const known = await readForCorrection(tx, keys, found.row.caseId, corrects);
  return known !== undefined && mayCorrectBy(found, known.note);
}
