import { recordEvent } from '../audit/index.ts';
import { blindToken, type DataKey, type KeyStore, open, seal } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { listClues, type Searched } from './clues.ts';
import {
  type Ciphers,
  insertPart,
  insertPerson,
  insertTokens,
  type Part,
  type PersonField,
  type PersonId,
  type PersonRow,
  readCasePeople,
  readRemoved,
  removePart,
  reportHiddenMatches,
  sealedColumns,
  type Token,
  updatePerson,
} from './person.store.ts';

/** What is known of a person; anything may be missing. A date of birth is written 1990-01-31. */
export type PersonWords = Readonly<Partial<Record<PersonField, string>>>;

export interface Person extends PersonWords {
  readonly personId: PersonId;
  readonly kind: Part;
  /** For a change: a stale one is refused. */
  readonly version: number;
  /** Kept from the viewer, without a word of theirs here: which does not mean that nothing is known. */
  readonly isHidden?: true;
}

/** A person by as little as is known: their name, what they are known as, or "the woman in flat 4". */
export function callPerson({
  fullName,
  knownAs,
  description,
  isHidden,
}: PersonWords & Pick<Person, 'isHidden'>): string {
  if (isHidden) return 'Somebody who cannot be shown to you';
  return fullName ?? knownAs ?? description ?? 'Somebody whose name is not known';
}

/** A person with what the transaction needs ready: their key is made, their words are sealed. */
export interface PreparedPerson {
  readonly personId: PersonId;
  readonly kind: Part;
  readonly ciphers: Ciphers;
  readonly tokens: readonly Token[];
}

/** Where somebody stands in a case, and the request in which it was said. */
export interface Standpoint {
  readonly caseId: string;
  readonly part: Part;
  readonly at: Date;
  readonly reference: string;
}

/** A person who is about to be made. */
export interface NewPerson {
  readonly personId: PersonId;
  readonly kind: Part;
  readonly words: PersonWords;
}

/** Makes the person's key and seals what is known. Before the transaction. */
export async function preparePerson(
  keys: KeyStore,
  viewer: Viewer,
  person: NewPerson,
): Promise<PreparedPerson> {
  const key = await keys.makeKey('person', person.personId);
  return sealPerson({ own: key, shared: await keys.keyFor(viewer.organisationId) }, person);
}

/** Seals what is known under the person's own key, and makes tokens by the organisation's. */
export function sealPerson(
  { own, shared }: { readonly own: DataKey; readonly shared: DataKey },
  { personId, kind, words }: NewPerson,
): PreparedPerson {
  return { personId, kind, ciphers: sealWords(own, words), tokens: makeTokens(shared, searchedOf(words)) };
}

/**
 * Writes a new person into a case. Where somebody who is likely to be the same stands in a case that the
 * viewer may not see, whoever receives concerns is told; the viewer sees nothing of it.
 *
 * @param same whom the viewer chose as the same, and may not bring along
 */
export async function addPerson(
  tx: ActTx,
  { staffId, organisationId }: Viewer,
  { personId, kind, ciphers, tokens }: PreparedPerson,
  { caseId, part, at, reference }: Standpoint,
  same?: PersonId,
): Promise<void> {
  const made = { organisation_id: organisationId, created_by: staffId, created_at: at };
  await insertPerson(tx, { person_id: personId, kind, ...made, ...ciphers });
  await Promise.all([
    insertTokens(tx, { personId, organisationId }, tokens),
    insertPart(tx, placeIn(organisationId, staffId, { caseId, personId, part, at })),
  ]);
  await Promise.all([
    reportHiddenMatches(tx, caseId, personId, same),
    recordEvent(tx, { verb: 'person.created', caseId, reference }),
  ]);
}

/** Puts a person who has a record already into a case. */
export async function linkPerson(
  tx: ActTx,
  { staffId, organisationId }: Viewer,
  personId: PersonId,
  { caseId, part, at, reference }: Standpoint,
): Promise<void> {
  await insertPart(tx, placeIn(organisationId, staffId, { caseId, personId, part, at }));
  await reportHiddenMatches(tx, caseId, personId);
  await recordEvent(tx, { verb: 'person.linked', caseId, reference });
}

/** Takes a person out of a case; false when they did not stand in it. */
export async function unlinkPerson(
  tx: ActTx,
  { staffId }: Pick<Viewer, 'staffId'>,
  personId: PersonId,
  { caseId, at, reference }: Omit<Standpoint, 'part'>,
): Promise<boolean> {
  const isRemoved = await removePart(tx, { caseId, personId }, { by: staffId, at });
  if (isRemoved) await recordEvent(tx, { verb: 'person.unlinked', caseId, reference });
  return isRemoved;
}

/**
 * Changes what is known of a person. What was known before is kept, and they are still found by it.
 *
 * @param version as it was read
 * @returns false when somebody else changed them meanwhile: nothing was written
 */
export async function changePerson(
  tx: ActTx,
  { organisationId }: Viewer,
  { personId, ciphers, tokens }: PreparedPerson,
  { version, forgetsAddress }: { readonly version: number; readonly forgetsAddress: boolean },
  { caseId, reference }: Pick<Standpoint, 'caseId' | 'reference'>,
): Promise<boolean> {
  const { address_cipher: address, ...others } = ciphers;
  // A form that does not show the address leaves it as it is, unless it says that it is to go.
  const known = address === null && !forgetsAddress ? others : ciphers;
  if (!(await updatePerson(tx, { personId, version }, known))) return false;
  await insertTokens(tx, { personId, organisationId }, tokens);
  await reportHiddenMatches(tx, caseId, personId);
  await recordEvent(tx, { verb: 'person.changed', caseId, reference });
  return true;
}

/**
 * The people of a case, opened. Who is kept from the viewer stands among them without a word of theirs, so
 * that a case never looks as if nobody stood in it: it may be the one from whom others are to be kept safe.
 *
 * @param withAddress only where the reader may read it (access: `read-address`); otherwise it stays sealed
 */
export async function readPeopleOfCase(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
  { withAddress }: { readonly withAddress: boolean },
): Promise<readonly (Person & { readonly part: Part })[]> {
  const rows = await readCasePeople(tx, caseId);
  const opened = await keys.keysFor(rows.flatMap((row) => (row.version === null ? [] : [row.person_id])));
  return rows.flatMap((row): readonly (Person & { readonly part: Part })[] => {
    const { person_id: personId, part } = row;
    if (row.version === null) return [{ personId, kind: part, version: 0, part, isHidden: true }];
    const key = opened.get(row.person_id);
    return key === undefined ? [] : [{ ...openPerson(key, row, withAddress), part: row.part }];
  });
}

/** Those who were taken out of a case, and may be put back, each once. */
export async function readRemovedOfCase(
  tx: ViewerTx,
  keys: KeyStore,
  caseId: string,
): Promise<readonly (Person & { readonly part: Part })[]> {
  const rows = await readRemoved(tx, caseId);
  const opened = await keys.keysFor(rows.map((row) => row.person_id));
  return rows.flatMap((row) => {
    const key = opened.get(row.person_id);
    return key === undefined ? [] : [{ ...openPerson(key, row, false), part: row.part }];
  });
}

/** @param withAddress whether the address is opened too */
export function openPerson(key: DataKey, row: PersonRow, withAddress: boolean): Person {
  const words = fields.flatMap((field) => {
    const sealed = row[sealedColumns[field]];
    if (sealed === null || (field === 'address' && !withAddress)) return [];
    return [[field, open(key, placeOf(row.person_id, field), sealed)]];
  });
  const { person_id: personId, kind, version } = row;
  return { personId, kind, version, ...Object.fromEntries(words) };
}

/** @param key of the organisation, so that the tokens of two organisations do not compare */
function makeTokens(key: DataKey, searched: Searched): readonly Token[] {
  return listClues(searched).map(({ purpose, text }) => ({ purpose, token: blindToken(key, purpose, text) }));
}

const fields = Object.keys(sealedColumns) as PersonField[];

function sealWords(key: DataKey, words: PersonWords): Ciphers {
  const sealed = fields.map((field) => {
    const text = words[field];
    const isKnown = text !== undefined && text !== '';
    return [sealedColumns[field], isKnown ? seal(key, placeOf(key.ownerId, field), text) : null];
  });
  return Object.fromEntries(sealed) as Ciphers;
}

function placeOf(personId: string, field: PersonField) {
  return { table: 'person', column: sealedColumns[field], row: personId };
}

function searchedOf({ fullName, knownAs, dateOfBirth, phone, address }: PersonWords): Searched {
  const names = [fullName, knownAs].filter((name) => name !== undefined);
  return { names, birth: dateOfBirth, phone, postcode: address };
}

function placeIn(
  organisationId: string,
  staffId: string,
  { caseId, personId, part, at }: { caseId: string; personId: PersonId; part: Part; at: Date },
) {
  const added = { added_by: staffId, added_at: at };
  return { organisation_id: organisationId, case_id: caseId, person_id: personId, part, ...added };
}
