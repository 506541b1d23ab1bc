import type { Hands } from '../access/index.ts';
import { recordEvent } from '../audit/index.ts';
import { blindToken, type DataKey, type KeyStore } from '../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import { type Clue, listClues, type Searched, splitName } from './clues.ts';
import type { Candidate } from './form/show-person.ts';
import { weighMatch } from './match.rules.ts';
import { callPerson, openPerson, type Person, type PersonWords } from './person.actions.ts';
import { findByTokens, type Part, type PersonId, readParts, readPeople } from './person.store.ts';

/** Somebody who may be the one. */
export interface Found {
  /** Without the address: that is for the case's page, and for those who may read it there. */
  readonly person: Person;
  /** Why they are shown, the strongest reason first. */
  readonly why: readonly string[];
  readonly isExact: boolean;
  /** The cases that the viewer may see in which they stand. */
  readonly cases: readonly { readonly caseId: string; readonly part: Part }[];
}

const SHOWN_AT_MOST = 20;

/**
 * Finds people by what was typed, the exact first. Only those who stand in a case that the viewer may see:
 * somebody else's case changes nothing here.
 */
export async function findPeople(
  tx: ViewerTx,
  keys: KeyStore,
  { organisationId }: Viewer,
  typed: Searched,
): Promise<readonly Found[]> {
  const shared = await keys.keyFor(organisationId);
  const clues = new Map<string, Clue>();
  for (const clue of listClues(typed))
    clues.set(blindToken(shared, clue.purpose, clue.text).toString('hex'), clue);
  if (clues.size === 0) return [];
  const tokens = [...clues].map(([token, { purpose }]) => ({ purpose, token: Buffer.from(token, 'hex') }));
  const byPerson = Map.groupBy(await findByTokens(tx, tokens), (row) => row.person_id);
  const ids = [...byPerson.keys()];
  const [people, standing] = await Promise.all([openPeople(tx, keys, ids), readParts(tx, ids)]);
  const parts = Map.groupBy(standing, (row) => row.person_id);
  const words = [...new Set(typed.names.flatMap(splitName))];
  const found = [...people.values()].flatMap((person) => {
    const own = byPerson.get(person.personId) ?? [];
    const same = own.flatMap(({ token }) => clues.get(token.toString('hex')) ?? []);
    const has = [person.fullName, person.knownAs].flatMap((name) => splitName(name ?? ''));
    const match = weighMatch(same, words, has);
    const cases = (parts.get(person.personId) ?? []).map((row) => ({ caseId: row.case_id, part: row.part }));
    return match === undefined ? [] : [{ person, cases, ...match }];
  });
  found.sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.weight - a.weight);
  return found
    .slice(0, SHOWN_AT_MOST)
    .map(({ person, why, isExact, cases }) => ({ person, why, isExact, cases }));
}

/** The hashes by which exactly one person is asked for: the whole of a name, in any order, and a birthday. */
export function hashForFinding(
  key: DataKey,
  { name, birth }: { readonly name: string; readonly birth: string },
): { readonly name: Buffer; readonly birth: Buffer } {
  const whole = listClues({ names: [name] }).find(({ text }) => text.startsWith('whole:'));
  return {
    name: blindToken(key, 'name', whole?.text ?? ''),
    birth: blindToken(key, 'birth', birth),
  };
}

/** The hash of a surname, which is the last word of a name; the same that anybody of that name has. */
export function hashSurname(key: DataKey, name: string): Buffer {
  return blindToken(key, 'name', `word:${splitName(name).at(-1) ?? ''}`);
}

async function openPeople(
  tx: ViewerTx,
  keys: KeyStore,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Person>> {
  const [rows, opened] = await Promise.all([readPeople(tx, ids), keys.keysFor(ids)]);
  const people = rows.flatMap((row) => {
    const key = opened.get(row.person_id);
    return key === undefined ? [] : [openPerson(key, row, false)];
  });
  return new Map(people.map((person) => [person.personId, person]));
}

const CANDIDATES_AT_MOST = 5;

/** Those who may be the one that is typed, as a form offers them; that they were looked for is recorded. */
export async function listCandidates(
  tx: ActTx,
  { fullName, knownAs, dateOfBirth: birth, phone, address: postcode }: PersonWords,
  { keys, viewer, reference }: Pick<Hands, 'keys' | 'viewer' | 'reference'>,
): Promise<readonly Candidate[]> {
  const names = [fullName, knownAs].filter((name) => name !== undefined);
  const found = await findPeople(tx, keys, viewer, { names, birth, phone, postcode });
  const shown = found.slice(0, CANDIDATES_AT_MOST);
  const casesShown = shown.flatMap(({ cases }) => cases.map(({ caseId }) => caseId));
  await recordEvent(tx, { verb: 'people.searched', casesShown: [...new Set(casesShown)], reference });
  return shown.map(({ person, why }) => ({
    personId: person.personId,
    called: callPerson(person),
    why: why.join(', '),
  }));
}
