import type { Hands } from '../access/index.ts';
import type { ActTx } from '../platform/database/index.ts';
import { sayDay } from '../platform/say-time.ts';
import {
  addPerson,
  changePerson,
  linkPerson,
  openPerson,
  type PersonWords,
  type PreparedPerson,
  type Standpoint,
  sealPerson,
} from './person.actions.ts';
import { lockPerson, mayBring, type PersonId } from './person.store.ts';

/** Somebody who was found, and what was said of them this time. */
export interface Told {
  readonly same: PersonId;
  readonly words: PersonWords;
}

/**
 * Brings somebody who was found into another case. Where the viewer may not, or sees them no more, a new
 * person is made of the words, as for somebody who was never found, and those who see both records are told.
 */
export async function bringPerson(
  tx: ActTx,
  hands: Hands,
  told: Told,
  anew: PreparedPerson,
  standpoint: Standpoint,
): Promise<void> {
  const { viewer } = hands;
  if (!(await mayBring(tx, told.same, standpoint.caseId)))
    return addPerson(tx, viewer, anew, standpoint, told.same);
  await linkPerson(tx, viewer, told.same, standpoint);
  await keepContact(tx, hands, told, standpoint);
}

/**
 * Keeps a phone number and an address that were said this time with the person, since a note is read by more
 * people: beside what stands there, with its day, because nobody knows yet which of them is right.
 */
export async function keepContact(
  tx: ActTx,
  { viewer, keys, clock }: Hands,
  { same: personId, words }: Told,
  { caseId, reference }: Pick<Standpoint, 'caseId' | 'reference'>,
): Promise<void> {
  if (words.phone === undefined && words.address === undefined) return;
  const row = await lockPerson(tx, personId);
  if (row === undefined) throw new Error('Somebody who was brought along cannot be changed.');
  const [own, shared] = [await keys.keyFor(personId), await keys.keyFor(viewer.organisationId)];
  const { version, kind, ...known } = openPerson(own, row, true);
  const day = sayDay(clock.now());
  const phone = putBeside(known.phone, words.phone, (said) => `; said on ${day}: ${said}`);
  const address = putBeside(known.address, words.address, (said) => `\n\nSaid on ${day}:\n${said}`);
  if (phone === known.phone && address === known.address) return;
  const both = { ...known, ...(phone && { phone }), ...(address && { address }) };
  const { ciphers } = sealPerson({ own, shared }, { personId, kind, words: both });
  // They are found by what was said, and not by a text that holds two numbers.
  const { tokens } = sealPerson({ own, shared }, { personId, kind, words });
  const changed = { personId, kind, ciphers, tokens };
  await changePerson(tx, viewer, changed, { version, forgetsAddress: false }, { caseId, reference });
}

function putBeside(
  known: string | undefined,
  said: string | undefined,
  beside: (said: string) => string,
): string | undefined {
  if (known === undefined || said === undefined) return known ?? said;
  return known.includes(said) ? known : known + beside(said);
}
