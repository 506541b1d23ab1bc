import { sql } from 'kysely';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';

export interface Working {
  readonly team: readonly string[];
  readonly exclusions: readonly {
    readonly exclusionId: string;
    readonly staffId: string;
    readonly setBy: string;
    readonly setAt: Date;
    readonly whyCipher: Buffer;
  }[];
}

export async function readWorking(tx: ViewerTx, caseId: string): Promise<Working> {
  const team = await sql<{ id: string }>`
    select distinct staff_id as id from case_team where case_id = ${caseId} and removed_at is null
  `.execute(tx);
  const shut = await sql<Working['exclusions'][number]>`
    select exclusion_id as "exclusionId", staff_id as "staffId", set_by as "setBy", set_at as "setAt",
      why_cipher as "whyCipher"
    from exclusion where case_id = ${caseId} and lifted_at is null order by set_at
  `.execute(tx);
  return { team: team.rows.map(({ id }) => id), exclusions: shut.rows };
}

/** Those among these who may lead the case: no team that never leads, nobody who is shut out. */
export async function readMayLead(
  tx: ViewerTx,
  caseId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id where rowan_private.may_lead(${caseId}, id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

export async function readMayJoin(
  tx: ViewerTx,
  caseId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id where rowan_private.may_join(${caseId}, id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Those among these whom the viewer may add to the team: not themselves, where they only stand in. */
export async function readMayBeAdded(
  tx: ViewerTx,
  caseId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id
    where rowan_private.may_join(${caseId}, id) and rowan_private.may_name(${caseId}, id)
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether others are shut out, and nobody at work but the viewer answers for the case. */
export async function isAloneWith(tx: ViewerTx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select rowan_private.is_alone_with(${caseId}) as is
  `.execute(tx);
  return rows[0]?.is === true;
}

/** A case that somebody opened already is an error: acts on it take turns, and find that it is open. */
export async function insertOpening(tx: ActTx, caseId: string, opener: string, at: Date): Promise<void> {
  await sql`
    insert into case_opening (case_id, opened_by, opened_at) values (${caseId}, ${opener}, ${at})
  `.execute(tx);
}

export async function readLead(tx: ViewerTx, caseId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select staff_id as id from case_lead where case_id = ${caseId} order by case_lead_id desc limit 1
  `.execute(tx);
  return rows[0]?.id;
}

/** Whether the viewer named this lead, and nobody another since: of a case that they may not see any more. */
export async function hasNamed(tx: ViewerTx, caseId: string, leadId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select rowan_private.named_lead(${caseId}, ${leadId}) as has
  `.execute(tx);
  return rows[0]?.has === true;
}

export async function insertLead(
  tx: ActTx,
  caseId: string,
  { leadId, setBy, at }: { readonly leadId: string; readonly setBy: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into case_lead (case_id, staff_id, from_at, set_by) values (${caseId}, ${leadId}, ${at}, ${setBy})
  `.execute(tx);
}

/** False where the colleague is in the team already. */
export async function insertMember(
  tx: ActTx,
  caseId: string,
  { memberId, addedBy, at }: { readonly memberId: string; readonly addedBy: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into case_team (case_id, staff_id, added_by, added_at)
    select ${caseId}::uuid, ${memberId}::uuid, ${addedBy}::uuid, ${at}::timestamptz
    where not exists (
      select from case_team where case_id = ${caseId} and staff_id = ${memberId} and removed_at is null
    )
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function removeMember(tx: ActTx, caseId: string, memberId: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update case_team set removed_at = ${at}
    where case_id = ${caseId} and staff_id = ${memberId} and removed_at is null
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function insertExclusion(
  tx: ActTx,
  shut: {
    readonly exclusionId: string;
    readonly organisationId: string;
    readonly caseId: string;
    readonly staffId: string;
    readonly setBy: string;
    readonly at: Date;
    readonly whyCipher: Buffer;
  },
): Promise<void> {
  await sql`
    insert into exclusion (exclusion_id, organisation_id, case_id, staff_id, set_by, set_at, why_cipher)
    values (${shut.exclusionId}, ${shut.organisationId}, ${shut.caseId}, ${shut.staffId}, ${shut.setBy},
      ${shut.at}, ${shut.whyCipher})
  `.execute(tx);
}

export async function liftExclusion(
  tx: ActTx,
  caseId: string,
  exclusionId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exclusion set lifted_at = ${at}, lifted_by = ${by}
    where case_id = ${caseId} and exclusion_id = ${exclusionId} and lifted_at is null
  `.execute(tx);
  return numAffectedRows === 1n;
}
