import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../platform/database/index.ts';
import type { Id } from '../platform/ids.ts';

export type PersonId = Id<'person'>;
export type Part = 'survivor' | 'child' | 'perpetrator' | 'other';

/** The columns that are sealed under the person's key, by the name that the code uses. */
export const sealedColumns = {
  fullName: 'full_name_cipher',
  knownAs: 'known_as_cipher',
  description: 'description_cipher',
  dateOfBirth: 'date_of_birth_cipher',
  phone: 'phone_cipher',
  address: 'address_cipher',
  wordsForSelf: 'words_for_self_cipher',
  wordsForOther: 'words_for_other_cipher',
  needs: 'needs_cipher',
} as const;
export type PersonField = keyof typeof sealedColumns;
type Column = (typeof sealedColumns)[PersonField];
export type Ciphers = Readonly<Record<Column, Buffer | null>>;

export interface PersonRow extends Ciphers {
  readonly person_id: PersonId;
  readonly kind: Part;
  readonly version: number;
}

export interface Token {
  readonly purpose: string;
  readonly token: Buffer;
}

type Tables = {
  person: Ciphers & {
    person_id: string;
    organisation_id: string;
    kind: string;
    created_by: string;
    created_at: Date;
  };
  case_person: {
    organisation_id: string;
    case_id: string;
    person_id: string;
    part: string;
    added_by: string;
    added_at: Date;
  };
};

export async function insertPerson(tx: ActTx, row: Tables['person']): Promise<void> {
  await tx.$extendTables<Tables>().insertInto('person').values(row).execute();
}

/** The tokens that a person does not have yet. Whether the viewer sees the person is asked once. */
export async function insertTokens(
  tx: ActTx,
  { personId, organisationId }: { readonly personId: PersonId; readonly organisationId: string },
  tokens: readonly Token[],
): Promise<void> {
  const purposes = tokens.map(({ purpose }) => purpose);
  const hashes = tokens.map(({ token }) => token);
  await sql`
    select rowan_private.add_tokens(${personId}, ${organisationId}, ${purposes}::text[], ${hashes}::bytea[])
  `.execute(tx);
}

export async function insertPart(tx: ActTx, row: Tables['case_person']): Promise<void> {
  await tx.$extendTables<Tables>().insertInto('case_person').values(row).execute();
}

/** Whether the person stood in the case. */
export async function removePart(
  tx: ActTx,
  { caseId, personId }: { readonly caseId: string; readonly personId: PersonId },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const removed = await sql`
    update case_person set removed_at = ${at}, removed_by = ${by}
    where case_id = ${caseId} and person_id = ${personId} and removed_at is null
  `.execute(tx);
  return (removed.numAffectedRows ?? 0n) > 0n;
}

/** Whether the version was still the one that was read. */
export async function updatePerson(
  tx: ActTx,
  { personId, version }: { readonly personId: PersonId; readonly version: number },
  ciphers: Partial<Ciphers>,
): Promise<boolean> {
  const changed = await tx
    .$extendTables<{ person: Ciphers & { person_id: string; version: number } }>()
    .updateTable('person')
    .set({ ...ciphers, version: version + 1 })
    .where('person_id', '=', personId)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/**
 * Says nothing of what it found: that is told to whoever receives concerns.
 *
 * @param same somebody who was chosen as the same, and could not be brought along
 */
export async function reportHiddenMatches(
  tx: ActTx,
  caseId: string,
  personId: PersonId,
  same?: PersonId,
): Promise<void> {
  await sql`select rowan_private.report_hidden_matches(${caseId}, ${personId}, ${same ?? null})`.execute(tx);
}

/** Whether the viewer may put somebody into a case who stands in another. */
export async function mayBring(tx: ActTx, personId: PersonId, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select rowan_private.may_bring(${personId}, ${caseId}) as may
  `.execute(tx);
  return rows[0]?.may === true;
}

/** A person, kept as they are until the transaction ends; undefined where the viewer may not change them. */
export async function lockPerson(tx: ActTx, personId: PersonId): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select * from person where person_id = ${personId} for update
  `.execute(tx);
  return rows[0];
}

export interface CasePersonRow extends PersonRow {
  readonly part: Part;
}

/** Somebody who stands in a case, and in another that the viewer is shut out of. */
export interface HiddenRow extends Pick<CasePersonRow, 'person_id' | 'part'> {
  readonly version: null;
}

export async function readCasePeople(
  tx: ViewerTx,
  caseId: string,
): Promise<readonly (CasePersonRow | HiddenRow)[]> {
  const { rows } = await sql<CasePersonRow | HiddenRow>`
    select p.*, cp.person_id, cp.part
    from case_person as cp left join person as p on p.person_id = cp.person_id
    where cp.case_id = ${caseId} and cp.removed_at is null
    order by cp.case_person_id
  `.execute(tx);
  return rows;
}

/** Those who stood in a case and stand in it no more, as they were last taken out. */
export async function readRemoved(tx: ViewerTx, caseId: string): Promise<readonly CasePersonRow[]> {
  const { rows } = await sql<CasePersonRow>`
    select p.*, gone.part from (
      select distinct on (person_id) person_id, part, removed_at from case_person
      where case_id = ${caseId} order by person_id, case_person_id desc
    ) as gone join person as p on p.person_id = gone.person_id
    where gone.removed_at is not null order by gone.removed_at desc
  `.execute(tx);
  return rows;
}

export async function readPeople(tx: ViewerTx, ids: readonly PersonId[]): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`select * from person where person_id = any(${ids})`.execute(tx);
  return rows;
}

/** In which of the viewer's cases people stand. */
export async function readParts(
  tx: ViewerTx,
  ids: readonly PersonId[],
): Promise<readonly { readonly person_id: PersonId; readonly case_id: string; readonly part: Part }[]> {
  const { rows } = await sql<{ person_id: PersonId; case_id: string; part: Part }>`
    select person_id, case_id, part from case_person
    where person_id = any(${ids}) and removed_at is null
  `.execute(tx);
  return rows;
}

/** Those whom the viewer may see and who share a token, with what they share. */
export async function findByTokens(
  tx: ViewerTx,
  tokens: readonly Token[],
): Promise<readonly { readonly person_id: PersonId; readonly purpose: string; readonly token: Buffer }[]> {
  const { rows } = await sql<{ person_id: PersonId; purpose: string; token: Buffer }>`
    select * from rowan_private.find_people(
      ${tokens.map(({ purpose }) => purpose)}::text[], ${tokens.map(({ token }) => token)}::bytea[]
    )
  `.execute(tx);
  return rows;
}
