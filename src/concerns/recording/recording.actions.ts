import type { Hands } from '../../access/index.ts';
import { describeCouncil } from '../../advice/index.ts';
import type { Council, Situation } from '../../advice/situation.rules.ts';
import { findPolicyInForce, listColleagues } from '../../councils/index.ts';
import { openServiceBook, readServiceBook, type ServiceBook } from '../../directory/index.ts';
import { beginDraft, changeDraft, type DraftId, readDraft } from '../../drafts/index.ts';
import { lookForPeople } from '../../oversight/index.ts';
import type { LoadedPolicies } from '../../pathway/index.ts';
import { type Candidate, readPerson } from '../../people/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import { type FieldError, first, type Typed } from '../../platform/html/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { readOwnService } from '../saving/concern.store.ts';
import type { SavingRooms } from '../saving/save-concern.actions.ts';
import type { Nameable } from './colleagues.forms.ts';
import { readRecording, writeRecording } from './recording.forms.ts';
import { beginRecording, type Recording, readDanger, readSituation, type Start } from './recording.rules.ts';

export interface RecordingRooms extends SavingRooms {
  readonly policies: LoadedPolicies;
}

/** A draft as its author has it before them. */
export interface OpenRecording {
  readonly draft: string;
  /** The text of the draft, to be sure that nothing changed when it is saved. */
  readonly body: string;
  readonly recording: Recording;
  readonly situation: Situation;
  readonly service: string;
  readonly directory: ServiceBook;
}

/** What drafts of recordings are called among all drafts. */
export const recordingKind = 'record';

export function findToday({ clock }: Pick<RecordingRooms, 'clock'>): string {
  return readLondonTime(clock.now()).day;
}

/** The viewer's council with its policy, in which whoever was told is called you: it is they who read it. */
function findCouncil(rooms: RecordingRooms, viewer: Viewer): Council {
  const loaded = findPolicyInForce(rooms, viewer);
  const told = loaded.words.fills.roles['staff-member'];
  const roles = loaded.policy.roles.map((role) => (role.id === told ? { ...role, label: 'You' } : role));
  return { ...describeCouncil(loaded), policy: { ...loaded.policy, roles } };
}

/** Begins a recording; it is kept from its first page on. */
export async function startRecording(
  rooms: RecordingRooms,
  viewer: Viewer,
  start: Start,
  reference: string,
): Promise<DraftId> {
  const draftId: DraftId = makeId(rooms.clock);
  const recording = beginRecording(start, findCouncil(rooms, viewer));
  const body = writeRecording(recording);
  await beginDraft(rooms, viewer, {
    draftId,
    kind: recordingKind,
    body,
    danger: start === 'danger',
    reference,
  });
  return draftId;
}

/** The viewer's own draft; undefined for one that is saved, thrown away, another's, or none. */
export async function openRecording(
  rooms: RecordingRooms,
  viewer: Viewer,
  draft: string,
): Promise<OpenRecording | undefined> {
  const policy = findPolicyInForce(rooms, viewer);
  const [found, service, directory] = await rooms.database.readAs(viewer.staffId, (tx) =>
    Promise.all([
      readDraft(tx, rooms.keys, draft),
      readOwnService(tx),
      readServiceBook(tx, rooms, viewer, policy),
    ]),
  );
  if (found === undefined) return undefined;
  const recording = readRecording(found.body);
  if (recording === undefined) throw new Error('A draft of this kind holds something else.');
  const known = service ?? '';
  const situation = readSituation(recording, findCouncil(rooms, viewer), {
    service: known,
    isOfficeOpen: directory.isOfficeOpen,
  });
  return { draft, body: found.body, recording, situation, service: known, directory };
}

/** The directory as the viewer's council has it now. */
export function readDirectory(rooms: RecordingRooms, viewer: Viewer): Promise<ServiceBook> {
  const policy = findPolicyInForce(rooms, viewer);
  return rooms.database.readAs(viewer.staffId, (tx) => readServiceBook(tx, rooms, viewer, policy));
}

/** What a page wants written, and what it wants to know of it. */
export interface Change<Value> {
  readonly next: Recording | undefined;
  readonly value: Value;
}

/** Changes a recording in one transaction; undefined where the draft is not there any more. */
export async function changeRecording<Value>(
  rooms: RecordingRooms,
  viewer: Viewer,
  { draft, reference }: { readonly draft: string; readonly reference: string },
  change: (recording: Recording, situation: Situation) => Change<Value>,
): Promise<{ readonly value: Value; readonly savedAt: Date } | undefined> {
  const council = findCouncil(rooms, viewer);
  const { isOfficeOpen } = openServiceBook(findPolicyInForce(rooms, viewer), rooms.clock.now());
  const changed = await changeDraft(rooms, viewer, { draftId: draft, reference }, async (body, tx) => {
    const given = { service: (await readOwnService(tx)) ?? '', isOfficeOpen };
    const recording = readRecording(body);
    if (recording === undefined) throw new Error('A draft of this kind holds something else.');
    const { next, value } = change(recording, readSituation(recording, council, given));
    if (next === undefined) return { next: undefined, value };
    const danger = readDanger(readSituation(next, council, given)) === true;
    return { next: { body: writeRecording(next), danger }, value };
  });
  return changed.kind === 'gone' ? undefined : changed;
}

/** All who work in the viewer's organisation, by name. */
export function listNameable(rooms: RecordingRooms, viewer: Viewer): Promise<readonly Nameable[]> {
  const { database, keys } = rooms;
  return database.readAs(viewer.staffId, (tx) => listColleagues(tx, keys, viewer.organisationId));
}

/** What is wrong with a person who is typed; and who in records that the viewer may see they may be. */
export async function judgePerson(
  rooms: RecordingRooms,
  hands: Hands,
  typed: Typed,
): Promise<{ readonly errors: readonly FieldError[]; readonly candidates: readonly Candidate[] }> {
  const read = readPerson(typed, findToday(rooms));
  const nobody = { errors: read.ok ? [] : read.errors, candidates: [] };
  if (!read.ok || read.words === undefined || first(typed, 'same') !== '') return nobody;
  const looked = { person: read.words, why: first(typed, 'why-search') };
  return await rooms.database.actAs(
    hands.viewer.staffId,
    async () => {},
    (tx) => lookForPeople(tx, rooms, looked, hands),
  );
}
