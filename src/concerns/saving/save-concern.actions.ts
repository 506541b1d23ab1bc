import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { keepAdvice, openCase, shutOut } from '../../cases/index.ts';
import { type Organisation, readOwnOrganisation } from '../../councils/index.ts';
import { type DraftRooms, takeDraft } from '../../drafts/index.ts';
import { writeNote } from '../../notes/index.ts';
import type { LoadedPolicy } from '../../pathway/index.ts';
import {
  addPerson,
  bringPerson,
  type PersonId,
  type PreparedPerson,
  sealPerson,
} from '../../people/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { finishTicked, makeTasks } from '../../work/index.ts';
import { type CaseId, findRecordOfDraft, insertRecord, insertSigns } from './concern.store.ts';
import type { Content } from './content.ts';
import { sendConcern } from './send-concern.actions.ts';

export interface SavingRooms extends DraftRooms {
  readonly clock: Clock;
}

export interface ConcernToSave {
  readonly draftId: string;
  /** The draft's text from which the content was read: if another was saved meanwhile, nothing is written. */
  readonly body: string;
  readonly content: Content;
  readonly policy: LoadedPolicy;
  /** Of the recorder's team. */
  readonly service: string;
  readonly reference: string;
}

export type SavedConcern =
  | { readonly kind: 'saved'; readonly caseId: CaseId }
  /** The draft changed while it was being saved: read it again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' };

/**
 * Makes of a draft a concern, or a case where the recorder's team opens its own: record, people, advice,
 * note, signs, tasks, exclusions, sending and audit in one transaction. One draft makes one record, however
 * often and from wherever it is sent.
 */
export async function saveConcern(
  rooms: SavingRooms,
  viewer: Viewer,
  toSave: ConcernToSave,
): Promise<SavedConcern> {
  const { database, keys, clock } = rooms;
  const { draftId, content, body } = toSave;
  const draftKey = (await keys.keysFor([draftId])).get(draftId);
  if (draftKey === undefined) return findSaved(rooms, viewer, draftId);
  const ready = await prepare(keys, clock, viewer, content);
  const { caseId } = ready;
  const done = await database
    .actAs<Written>(
      viewer.staffId,
      // The rows of the audit are written as it goes: the record's own is the last of them.
      (tx, saved) => recordSaved(tx, saved, toSave.reference),
      async (tx): Promise<Written> => {
        const [taken, { organisation }] = await Promise.all([
          takeDraft(tx, draftKey),
          readOwnOrganisation(tx),
        ]);
        if (taken === undefined) return { kind: 'taken', caseId: await findRecordOfDraft(tx, draftId) };
        if (taken !== body) throw new DraftChanged('The draft was changed while it was being saved.');
        const hands = { viewer, keys, clock, reference: toSave.reference };
        await write(tx, toSave, { ...ready, organisation }, hands);
        return { kind: 'written', caseId };
      },
    )
    .catch((error: unknown): Written => {
      if (error instanceof DraftChanged) return { kind: 'changed' };
      throw error;
    });
  if (done.kind === 'changed') return done;
  if (done.kind === 'written') await keys.destroyKey('draft', draftId);
  return done.caseId === undefined ? { kind: 'gone' } : { kind: 'saved', caseId: done.caseId };
}

class DraftChanged extends Error {}

type Written =
  | { readonly kind: 'written'; readonly caseId: CaseId }
  | { readonly kind: 'taken'; readonly caseId: CaseId | undefined }
  | { readonly kind: 'changed' };

interface Ready {
  readonly caseId: CaseId;
  /** Each made anew, also who was found: whether they may be brought along is known when it is written. */
  readonly people: readonly (Content['people'][number] & { readonly anew: PreparedPerson })[];
}

/** What a draft was made into, for a form that is sent again. */
async function findSaved(
  { database }: SavingRooms,
  { staffId }: Viewer,
  draftId: string,
): Promise<SavedConcern> {
  const caseId = await database.readAs(staffId, (tx) => findRecordOfDraft(tx, draftId));
  return caseId === undefined ? { kind: 'gone' } : { kind: 'saved', caseId };
}

/** Keys and sealed words are made before the transaction. */
async function prepare(keys: KeyStore, clock: Clock, viewer: Viewer, { people }: Content): Promise<Ready> {
  const caseId = makeId<'case'>(clock);
  const named = people.map((person) => ({ ...person, personId: makeId<'person'>(clock) }));
  const owners = named.map(({ personId }) => ({ kind: 'person', ownerId: personId }));
  const made = await keys.makeKeys([{ kind: 'case', ownerId: caseId }, ...owners]);
  const shared = await keys.keyFor(viewer.organisationId);
  const keyOf = (ownerId: string) => {
    const key = made.get(ownerId);
    if (key === undefined) throw new Error('A key that was made is not there.');
    return key;
  };
  return {
    caseId,
    people: named.map((person) => {
      const own = keyOf(person.personId);
      return { ...person, anew: sealPerson({ own, shared }, { ...person, kind: person.part }) };
    }),
  };
}

async function write(
  tx: ActTx,
  { content, service, draftId, policy }: ConcernToSave,
  { caseId, people, organisation }: Ready & { readonly organisation: Organisation },
  hands: Hands,
): Promise<void> {
  const { viewer, clock } = hands;
  const { staffId, organisationId } = viewer;
  const now = clock.now();
  await insertRecord(tx, {
    caseId,
    organisationId,
    recordedBy: staffId,
    recordedAt: now,
    service,
    situation: content.situation,
    danger: content.danger,
    draftId,
  });
  // Before anything else hangs on the case: from here on nobody who is shut out can be told of it.
  for (const excluded of content.excluded)
    await shutOut(tx, caseId, { staffId: excluded, why: namedByRecorder }, hands);
  const isOpened = opensOwn(organisation, content.situation, service);
  if (isOpened) await openCase(tx, caseId, { leadId: staffId, team: [] }, hands);
  await Promise.all([
    writePeople(tx, { caseId, people }, hands),
    writeAdvice(tx, caseId, content, policy, hands),
    writeFirstNote(tx, caseId, content, hands),
    insertSigns(tx, caseId, staffId, content.signs, now),
  ]);
  if (!isOpened) await sendConcern(tx, viewer, { caseId, isAtOnce: content.danger === true }, clock);
}

const namedByRecorder = 'Named by the recorder: involved, or knows somebody who is.';

/** In some teams whoever hears a disclosure opens the case, and leads it; in some nobody ever leads. */
export function opensOwn(
  { opensServices, neverLeadsServices }: Organisation,
  situation: string | undefined,
  service: string,
): boolean {
  const mayLead = opensServices.includes(service) && !neverLeadsServices.includes(service);
  return mayLead && situation === 'disclosure';
}

async function writePeople(tx: ActTx, { caseId, people }: Ready, hands: Hands): Promise<void> {
  // One after another: two of them may be the same person.
  for (const { part, words, same, anew } of people) {
    const standpoint = { caseId, part, at: hands.clock.now(), reference: hands.reference };
    if (same === undefined) await addPerson(tx, hands.viewer, anew, standpoint);
    else await bringPerson(tx, hands, { same: same as PersonId, words }, anew, standpoint);
  }
}

async function writeAdvice(
  tx: ActTx,
  caseId: CaseId,
  { facts, byClock, ticked }: Content,
  policy: LoadedPolicy,
  hands: Hands,
): Promise<void> {
  await makeTasks(tx, await keepAdvice(tx, caseId, { facts, said: null, byClock }, policy, hands), hands);
  await finishTicked(tx, caseId, ticked, hands);
}

async function writeFirstNote(
  tx: ActTx,
  caseId: CaseId,
  { note, prompts }: Content,
  hands: Hands,
): Promise<void> {
  if (note === '' && Object.keys(prompts).length === 0) return;
  const { viewer, clock, reference } = hands;
  const typed = { noteId: makeId<'note'>(clock), corrects: null, seen: null, body: note, prompts };
  await writeNote(tx, hands, typed, { caseId, staffId: viewer.staffId, reference });
}

async function recordSaved(tx: ActTx, saved: Written, reference: string): Promise<void> {
  if (saved.kind === 'written')
    await recordEvent(tx, { verb: 'concern.recorded', caseId: saved.caseId, reference });
}
