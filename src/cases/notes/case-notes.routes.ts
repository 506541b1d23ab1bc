import { decide } from '../../access/index.ts';
import { listColleagues } from '../../councils/index.ts';
import {
  listNotes,
  type Note,
  readForCorrection,
  readNote,
  type TypedNote,
  writeNote,
} from '../../notes/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { act, type CaseNeeds, caseAccess, type Found, readHead, view } from '../case.actions.ts';
import { readId } from '../case.forms.ts';
import * as notesPage from './case-notes.page.ts';

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
      handler: (request) => showList(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/cases/:caseId/notes/new',
      access: caseAccess,
      audit: 'notes.shown',
      handler: (request) => showForm(needs, request),
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

async function showList(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const before = readId(request.query, 'before') ?? null;
  const shown = await view(needs, request, seeing, async (tx, found) => {
    const { caseId } = found.row;
    const read = await listNotes(tx, needs.keys, caseId, { before, limit: PAGE + 1 });
    const notes = read.slice(0, PAGE);
    const nameOf = await findNames(tx, needs, found, notes);
    const last = read.length > PAGE ? notes.at(-1) : undefined;
    return notesPage.model({
      head: await readHead(tx, needs, found, 'notes'),
      notes: notes.map((note) => describe(note, notes, nameOf, caseId)),
      next: last === undefined ? null : `/cases/${caseId}/notes?before=${last.noteId}`,
      form: null,
      stale: null,
    });
  });
  return shown === undefined ? notFound : page({ ...needs.frame, ...notesPage.html(shown) });
}

function describe(note: Note, notes: readonly Note[], nameOf: (id: string) => string, caseId: string) {
  const corrected = notes.find(({ noteId }) => noteId === note.corrects);
  return {
    noteId: note.noteId,
    who: nameOf(note.writtenBy),
    when: sayMoment(note.writtenAt),
    body: note.body,
    prompts: note.prompts,
    corrects: note.corrects && (corrected === undefined ? 'an earlier day' : sayMoment(corrected.writtenAt)),
    isCorrected: notes.some(({ corrects }) => corrects === note.noteId),
    correctHref: `/cases/${caseId}/notes/new?corrects=${note.noteId}`,
  };
}

async function findNames(tx: ViewerTx, { keys }: CaseNeeds, { viewer }: Found, notes: readonly Note[]) {
  const ids = [...new Set(notes.map(({ writtenBy }) => writtenBy))];
  const people = ids.length === 0 ? [] : await listColleagues(tx, keys, viewer.organisationId, ids);
  return (id: string) => people.find(({ staffId }) => staffId === id)?.name ?? 'A colleague';
}

async function showForm(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const corrects = readId(request.query, 'corrects') ?? null;
  const shown = await view(needs, request, seeing, async (tx, found) => {
    const { caseId } = found.row;
    const known = corrects === null ? undefined : await readForCorrection(tx, needs.keys, caseId, corrects);
    if (corrects !== null && known === undefined) return null;
    const typed: TypedNote = {
      noteId: makeId<'note'>(needs.clock),
      body: known?.newest?.body ?? known?.note.body ?? '',
      prompts: known?.newest?.prompts ?? known?.note.prompts ?? {},
      corrects,
      seen: known?.newest?.noteId ?? null,
    };
    return drawForm(await readHead(tx, needs, found, 'notes'), typed, { error: null, stale: null });
  });
  return shown ? page({ ...needs.frame, ...notesPage.html(shown) }) : notFound;
}

function drawForm(
  head: notesPage.CaseNotesModel['head'],
  typed: TypedNote,
  { error, stale }: { readonly error: string | null; readonly stale: notesPage.CaseNotesModel['stale'] },
) {
  const label = typed.corrects === null ? 'Write a note' : 'Correct a note';
  const form = { action: `/cases/${head.caseId}/notes`, typed, error, label };
  return notesPage.model({ head, notes: [], next: null, form, stale });
}

async function takeNote(needs: CaseNeeds, request: RouteRequest): Promise<Answer> {
  const read = readNote(request.body);
  if (read === undefined) return notFound;
  const { corrects } = read.ok ? read : read.typed;
  const action = corrects === null ? 'add-note' : 'correct-own-note';
  const taken = await act(needs, request, action, async (tx, found) => {
    const { caseId } = found.row;
    if (corrects !== null && !(await mayCorrect(tx, needs, found, corrects))) return undefined;
    const { reference } = request;
    const by = { caseId, staffId: found.viewer.staffId, reference };
    const draw = async (typed: TypedNote, wrong: Parameters<typeof drawForm>[2]) =>
      drawForm(await readHead(tx, needs, found, 'notes'), typed, wrong);
    if (!read.ok) return { again: await draw(read.typed, { error: read.error, stale: null }), status: 422 };
    const written = await writeNote(tx, needs, read, by);
    if (written.kind === 'written') return { to: `/cases/${caseId}/notes` } as const;
    if (written.kind === 'not-there') return undefined;
    const { newest } = written;
    const nameOf = await findNames(tx, needs, found, [newest]);
    const stale = { who: nameOf(newest.writtenBy), when: sayMoment(newest.writtenAt), body: newest.body };
    const typed = { ...read, seen: newest.noteId };
    return { again: await draw(typed, { error: null, stale }), status: 409 };
  });
  if (taken === undefined) return notFound;
  if ('to' in taken) return redirect(taken.to);
  return answerPage(page({ ...needs.frame, ...notesPage.html(taken.again) }), taken.status);
}

/** One's own note, or anybody's for those who may. */
async function mayCorrect(
  tx: ViewerTx,
  { keys }: CaseNeeds,
  { row, standing, viewer }: Found,
  corrects: string,
) {
  if (decide('correct-note', standing).allowed) return true;
  const known = await readForCorrection(tx, keys, row.caseId, corrects);
  return known?.note.writtenBy === viewer.staffId;
}
