import { recordEvent } from '../audit/index.ts';
import { type DataKey, type KeyStore, open, seal } from '../platform/crypto/index.ts';
import type { ActTx, Database, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import {
  type DraftId,
  type DraftLine,
  insertDraft,
  listDraftRows,
  lockDraftRow,
  markClosed,
  readDraftRow,
  updateDraft,
} from './draft.store.ts';

/** The database, and the keys that are beside it. */
export interface DraftRooms {
  readonly database: Database;
  readonly keys: KeyStore;
}

/** What is typed: a text whose shape is the business of the slice that begins it. */
export interface DraftBody {
  readonly body: string;
  /** Whether danger was said, so that somebody is reminded when it is left alone. */
  readonly danger: boolean;
}

/** Begins a draft that its author alone can read. Its key is made before it. */
export async function beginDraft(
  { database, keys }: DraftRooms,
  { staffId, organisationId }: Viewer,
  draft: DraftBody & { readonly draftId: DraftId; readonly kind: string; readonly reference: string },
): Promise<void> {
  const { draftId, kind, danger, reference } = draft;
  const bodyCipher = sealBody(await keys.makeKey('draft', draftId), draft.body);
  await database.actAs(
    staffId,
    (tx) => recordEvent(tx, { verb: 'draft.begun', reference }),
    (tx) => insertDraft(tx, { draftId, staffId, organisationId, kind, bodyCipher, danger }),
  );
}

/** What is typed so far; undefined for a draft that is closed, that is another's, or that is not there. */
export async function readDraft(
  tx: ViewerTx,
  keys: KeyStore,
  draftId: string,
): Promise<{ readonly body: string; readonly savedAt: Date } | undefined> {
  const [row, opened] = await Promise.all([readDraftRow(tx, draftId), keys.keysFor([draftId])]);
  // Taken meanwhile, its key is gone and so is the draft.
  const key = opened.get(draftId);
  if (row === undefined || key === undefined) return undefined;
  return { body: open(key, placeOf(draftId), row.body_cipher), savedAt: row.saved_at };
}

export type ChangedDraft<Value> =
  | { readonly kind: 'changed'; readonly value: Value; readonly savedAt: Date }
  | { readonly kind: 'gone' };

/**
 * Changes what is typed, reading and writing it in one transaction: two pages of one draft that are sent at
 * once both count.
 *
 * @param change is given the body and gives the new one, or undefined to leave it as it is, with what the
 * caller wants to know
 */
export async function changeDraft<Value>(
  { database, keys }: DraftRooms,
  { staffId }: Viewer,
  { draftId, reference }: { readonly draftId: string; readonly reference: string },
  change: (
    body: string,
    tx: ActTx,
  ) => Promise<{ readonly next: DraftBody | undefined; readonly value: Value }>,
): Promise<ChangedDraft<Value>> {
  const key = (await keys.keysFor([draftId])).get(draftId);
  if (key === undefined) return { kind: 'gone' };
  return database.actAs(
    staffId,
    (tx, done) =>
      done.kind === 'gone' ? Promise.resolve() : recordEvent(tx, { verb: 'draft.saved', reference }),
    async (tx): Promise<ChangedDraft<Value>> => {
      const row = await lockDraftRow(tx, draftId);
      if (row === undefined) return { kind: 'gone' };
      const { next, value } = await change(open(key, placeOf(draftId), row.body_cipher), tx);
      if (next === undefined) return { kind: 'changed', value, savedAt: row.saved_at };
      const bodyCipher = sealBody(key, next.body);
      const savedAt = await updateDraft(tx, draftId, { bodyCipher, danger: next.danger });
      return { kind: 'changed', value, savedAt: savedAt ?? row.saved_at };
    },
  );
}

/**
 * Takes the draft for good, in the transaction that makes of it what it was for: of two that try, one waits,
 * and then finds it taken.
 *
 * @returns what was typed; undefined where it was taken before
 */
export async function takeDraft(tx: ActTx, key: DataKey): Promise<string | undefined> {
  const taken = await markClosed(tx, key.ownerId);
  return taken && open(key, placeOf(key.ownerId), taken);
}

/** Throws away what was typed: the row stays, and with its key the words are gone from back-ups too. */
export async function throwDraftAway(
  { database, keys }: DraftRooms,
  { staffId }: Viewer,
  draftId: string,
  reference: string,
): Promise<void> {
  const wasOpen = await database.actAs(
    staffId,
    (tx, done) => (done ? recordEvent(tx, { verb: 'draft.closed', reference }) : Promise.resolve()),
    async (tx) => (await markClosed(tx, draftId)) !== undefined,
  );
  if (wasOpen) await keys.destroyKey('draft', draftId);
}

/** The viewer's own open drafts of one kind, the newest first; nothing of what was typed. */
export function listDrafts(tx: ViewerTx, kind: string): Promise<readonly DraftLine[]> {
  return listDraftRows(tx, kind);
}

function sealBody(key: DataKey, body: string): Buffer {
  return seal(key, placeOf(key.ownerId), body);
}

function placeOf(draftId: string) {
  return { table: 'draft', column: 'body_cipher', row: draftId };
}
