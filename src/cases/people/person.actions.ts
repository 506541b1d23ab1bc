import { isDeepStrictEqual } from 'node:util';
import type { Hands } from '../../access/index.ts';
import { writeNote } from '../../notes/index.ts';
import {
  addPerson,
  bringPerson,
  changePerson,
  keepContact,
  type Part,
  type PersonId,
  type PersonWords,
  preparePerson,
  readPeopleOfCase,
  tellAnew,
  typePerson,
} from '../../people/index.ts';
import type { ActTx } from '../../platform/database/index.ts';

/** Somebody who is written into a case: as new, or as one who is in Rowan already. */
export interface Joining {
  readonly caseId: string;
  readonly part: Part;
  readonly words: PersonWords;
  /** The id that a new person has; and that of the note on one who was found. */
  readonly personId: PersonId;
  /** Somebody whom the viewer found. */
  readonly same: PersonId | undefined;
  /** Who stands in the case already. */
  readonly present: readonly PersonId[];
}

/** Adds a person to a case. A form that is sent twice adds one. */
export async function joinPerson(tx: ActTx, joining: Joining, hands: Hands): Promise<void> {
  const { caseId, part, words, personId, same, present } = joining;
  const { viewer, keys, clock, reference } = hands;
  if (present.includes(personId)) return;
  const standpoint = { caseId, part, at: clock.now(), reference };
  if (same !== undefined && present.includes(same)) {
    await keepContact(tx, hands, { same, words }, standpoint);
  } else {
    const prepared = await preparePerson(keys, viewer, { personId, kind: part, words });
    if (same === undefined) return addPerson(tx, viewer, prepared, standpoint);
    await bringPerson(tx, hands, { same, words }, prepared, standpoint);
  }
  // What stands of them already is not written over: what was said this time is a note.
  const note = { noteId: personId, corrects: null, seen: null, body: tellAnew(words), prompts: {} };
  await writeNote(tx, { keys, clock }, note, { caseId, staffId: viewer.staffId, reference });
}

/**
 * Whether all that was said of somebody stands there already: a form that was sent twice.
 *
 * @param mayReadAddress without it, whoever says an address is not told whether it is the one
 */
export async function standsSo(
  tx: ActTx,
  caseId: string,
  said: { readonly personId: PersonId; readonly words: PersonWords; readonly forgetsAddress: boolean },
  { keys, mayReadAddress }: Pick<Hands, 'keys'> & { readonly mayReadAddress: boolean },
): Promise<boolean> {
  const saysAddress = said.words.address !== undefined || said.forgetsAddress;
  if (saysAddress && !mayReadAddress) return false;
  const people = await readPeopleOfCase(tx, keys, caseId, { withAddress: saysAddress });
  const known = people.find(({ personId }) => personId === said.personId);
  return known !== undefined && isDeepStrictEqual(typePerson(known), typePerson(said.words));
}

/** Changes what is known of somebody; false where a colleague did so meanwhile. */
export async function rewritePerson(
  tx: ActTx,
  caseId: string,
  changed: {
    readonly personId: PersonId;
    readonly kind: Part;
    readonly words: PersonWords;
    readonly version: number;
    readonly forgetsAddress: boolean;
  },
  { viewer, keys, reference }: Hands,
): Promise<boolean> {
  const prepared = await preparePerson(keys, viewer, changed);
  return changePerson(tx, viewer, prepared, changed, { caseId, reference });
}
