import { sql } from 'kysely';
import { type ActTx, type ReferenceTx, type ViewerTx, writeBytes } from '../platform/database/index.ts';
import type { Id, ViewerId } from '../platform/ids.ts';

export type OrganisationId = Id<'organisation'>;
export type TeamId = Id<'team'>;

export interface Organisation {
  readonly organisationId: OrganisationId;
  /** The name of its policy pack; a pack serves one organisation. */
  readonly council: string;
  readonly name: string;
  /** The pack's role that receives concerns. */
  readonly receivesRole: string;
  /** The services in which the recorder of a disclosure opens the case and leads it. */
  readonly opensServices: readonly string[];
  /** The services of which nobody ever leads a case. */
  readonly neverLeadsServices: readonly string[];
}

export interface Team {
  readonly teamId: TeamId;
  readonly organisationId: OrganisationId;
  readonly name: string;
  /** A value of the pack's fact "service". */
  readonly service: string;
}

/** A row of staff, its name still sealed. */
export interface StaffRow {
  readonly staff_id: ViewerId;
  readonly organisation_id: OrganisationId;
  readonly team_id: TeamId;
  readonly manager_id: ViewerId | null;
  readonly name_cipher: Buffer;
  readonly sign_in: string;
  readonly roles: readonly string[];
}

export interface Cover {
  readonly coverId: Id<'cover'>;
  readonly organisationId: OrganisationId;
  readonly absent: ViewerId;
  readonly covering: ViewerId;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

type Tables = {
  team: { team_id: string; organisation_id: string; name: string; service: string };
  staff: {
    staff_id: string;
    organisation_id: string;
    team_id: string;
    manager_id: string | null;
    name_cipher: Buffer;
    email_cipher: Buffer | null;
    email_token: Buffer | null;
    sign_in: string;
    password_hash: string | null;
    left_on: Date | string | null;
  };
  staff_role: {
    organisation_id: string;
    staff_id: string;
    role: string;
    given_by: string;
    ended_at: Date | null;
  };
  cover: {
    cover_id: string;
    organisation_id: string;
    absent_staff_id: string;
    covering_staff_id: string;
    starts_at: Date;
    ends_at: Date;
    set_by: string;
  };
};

const tables = (tx: ActTx) => tx.$extendTables<Tables>();

/** The first team and administrator come with the organisation: nobody could add them afterwards. */
export async function insertOrganisation(
  tx: ReferenceTx,
  organisation: Organisation,
  team: Team,
  first: Pick<
    Tables['staff'],
    'name_cipher' | 'email_cipher' | 'email_token' | 'sign_in' | 'password_hash'
  > & {
    readonly staff_id: ViewerId;
  },
  reference: string,
): Promise<void> {
  const row = {
    organisation_id: organisation.organisationId,
    council: organisation.council,
    name: organisation.name,
    receives_role: organisation.receivesRole,
    opens_services: organisation.opensServices,
    never_leads_services: organisation.neverLeadsServices,
  };
  const teamRow = { team_id: team.teamId, name: team.name, service: team.service };
  const staffRow = {
    ...first,
    name_cipher: writeBytes(first.name_cipher),
    email_cipher: first.email_cipher && writeBytes(first.email_cipher),
    email_token: first.email_token && writeBytes(first.email_token),
  };
  await sql`select rowan_private.found_organisation(
    ${JSON.stringify(row)}, ${JSON.stringify(teamRow)}, ${JSON.stringify(staffRow)}, ${reference}
  )`.execute(tx);
}

/** Whether the organisation said something else until now. */
export async function followPack(
  tx: ReferenceTx,
  { council, receivesRole, opensServices, neverLeadsServices }: Omit<Organisation, 'organisationId' | 'name'>,
): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select rowan_private.follow_pack(
      ${council}, ${receivesRole}, ${opensServices}::text[], ${neverLeadsServices}::text[]
    ) as changed
  `.execute(tx);
  return rows[0]?.changed ?? false;
}

export async function insertTeam(tx: ActTx, team: Team): Promise<void> {
  const { teamId, organisationId, name, service } = team;
  const row = { team_id: teamId, organisation_id: organisationId, name, service };
  await tables(tx).insertInto('team').values(row).execute();
}

export async function insertStaff(tx: ActTx, row: Omit<Tables['staff'], 'left_on'>): Promise<void> {
  await tables(tx)
    .insertInto('staff')
    .values(row as Tables['staff'])
    .execute();
}

export async function insertRole(
  tx: ActTx,
  given: { organisationId: OrganisationId; staffId: ViewerId; role: string; givenBy: ViewerId },
): Promise<void> {
  const { organisationId, staffId, role, givenBy } = given;
  await tx
    .$extendTables<{ staff_role: Omit<Tables['staff_role'], 'ended_at'> }>()
    .insertInto('staff_role')
    .values({ organisation_id: organisationId, staff_id: staffId, role, given_by: givenBy })
    .execute();
}

/** Whether there was one to end. */
export async function endRole(tx: ActTx, staffId: ViewerId, role: string, at: Date): Promise<boolean> {
  const ended = await tables(tx)
    .updateTable('staff_role')
    .set({ ended_at: at })
    .where('staff_id', '=', staffId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Whether there was somebody to let go. */
export async function markLeft(tx: ActTx, staffId: ViewerId, on: string): Promise<boolean> {
  const left = await tables(tx)
    .updateTable('staff')
    .set({ left_on: on })
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return left.numUpdatedRows > 0n;
}

export async function insertCover(tx: ActTx, cover: Cover, setBy: ViewerId): Promise<void> {
  const row = {
    cover_id: cover.coverId,
    organisation_id: cover.organisationId,
    absent_staff_id: cover.absent,
    covering_staff_id: cover.covering,
    starts_at: cover.startsAt,
    ends_at: cover.endsAt,
    set_by: setBy,
  };
  await tables(tx).insertInto('cover').values(row).execute();
}

/** One that is still to come ends as it begins. */
export async function endCover(tx: ActTx, coverId: Id<'cover'>, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cover set ends_at = greatest(starts_at, ${at})
    where cover_id = ${coverId} and ends_at > greatest(starts_at, ${at})
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function readOrganisation(tx: ViewerTx): Promise<Organisation | undefined> {
  const { rows } = await sql<{
    organisation_id: OrganisationId;
    council: string;
    name: string;
    receives_role: string;
    opens_services: string[];
    never_leads_services: string[];
  }>`select * from organisation`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    organisationId: row.organisation_id,
    council: row.council,
    name: row.name,
    receivesRole: row.receives_role,
    opensServices: row.opens_services,
    neverLeadsServices: row.never_leads_services,
  };
}

/** Those who work in the viewer's organisation today; where ids are given, those alone, gone or not. */
export async function readStaff(tx: ViewerTx, ids?: readonly string[]): Promise<readonly StaffRow[]> {
  const today = sql`s.left_on is null or s.left_on > current_date`;
  const wanted = ids === undefined ? today : sql`s.staff_id = any(${ids})`;
  const { rows } = await sql<StaffRow>`
    select s.staff_id, s.organisation_id, s.team_id, s.manager_id, s.name_cipher, s.sign_in,
      array(
        select r.role from staff_role as r
        where r.staff_id = s.staff_id and r.ended_at is null order by r.role
      ) as roles
    from staff as s
    where ${wanted}
  `.execute(tx);
  return rows;
}

export async function readTeams(tx: ViewerTx): Promise<readonly Team[]> {
  const { rows } = await sql<Team>`
    select team_id as "teamId", organisation_id as "organisationId", name, service from team order by name
  `.execute(tx);
  return rows;
}
