import { recordEvent } from '../audit/index.ts';
import type { DataKey, KeyStore } from '../platform/crypto/index.ts';
import type { ActTx, Database, ViewerTx } from '../platform/database/index.ts';
import type { Viewer } from '../platform/http/index.ts';
import type { Id, ViewerId } from '../platform/ids.ts';
import { drawToken, hashPassword } from '../signing-in/index.ts';
import {
  type Cover,
  endCover,
  endRole,
  insertCover,
  insertOrganisation,
  insertRole,
  insertStaff,
  insertTeam,
  markLeft,
  type Organisation,
  type OrganisationId,
  readOrganisation,
  readStaff,
  readTeams,
  type StaffRow,
  type Team,
  type TeamId,
} from './organisation.store.ts';
import { openName, sealEmail, sealName } from './sealed-staff.ts';
import { insertChange, insertFirstWayIn } from './staffing/staffing.store.ts';
import { HOURS_OF_A_WAY_IN } from './staffing/way-in.actions.ts';

/** Somebody who is to work here. Ids are made by the caller. */
export interface NewStaff {
  readonly staffId: ViewerId;
  readonly name: string;
  /** What they type to sign in: lower case, theirs alone in the whole partnership. */
  readonly signIn: string;
  /** Left out where they choose one themselves, by a way in. */
  readonly password?: string;
  /** Where they are told that something waits in Rowan. */
  readonly email?: string;
  readonly teamId: TeamId;
  readonly managerId?: ViewerId;
  /** Roles of the pack, or information-governance, policy-owner, administrator. */
  readonly roles: readonly string[];
}

/** A colleague, as pages show them. */
export interface Colleague {
  readonly staffId: ViewerId;
  readonly name: string;
  readonly teamId: TeamId;
  readonly managerId: ViewerId | null;
  readonly roles: readonly string[];
}

/**
 * Founds an organisation with its first team and its first administrator, who adds everybody else.
 *
 * @returns the administrator
 */
export async function foundOrganisation(
  { database, keys }: { readonly database: Database; readonly keys: KeyStore },
  organisation: Organisation,
  team: Team,
  administrator: Omit<NewStaff, 'roles' | 'teamId' | 'managerId'>,
  reference: string,
): Promise<Viewer> {
  const { organisationId, council } = organisation;
  const key = await keys.makeKey('organisation', organisationId);
  const { staffId, name, email, signIn, password } = administrator;
  const first = {
    staff_id: staffId,
    name_cipher: sealName(key, staffId, name),
    ...sealEmail(key, staffId, email),
    sign_in: signIn,
    password_hash: password === undefined ? null : await hashPassword(password),
  };
  await database.withReferenceTx((tx) => insertOrganisation(tx, organisation, team, first, reference));
  return { staffId, organisationId, council, roles: ['administrator'] };
}

/**
 * Makes a way in for the first administrator of a council, as long as nobody of it has ever come in. One that
 * was made before does not work any more.
 *
 * @returns undefined where there is no such council, or somebody who came in
 */
export async function makeFirstWayIn(
  database: Database,
  council: string,
  reference: string,
): Promise<{ readonly token: string; readonly signIn: string } | undefined> {
  const { token, tokenHash } = drawToken();
  const made = { tokenHash, hours: HOURS_OF_A_WAY_IN, reference };
  const signIn = await database.withReferenceTx((tx) => insertFirstWayIn(tx, council, made));
  return signIn === undefined ? undefined : { token, signIn };
}

/** Adds a team. The database takes it from an administrator of that organisation alone. */
export async function addTeam(tx: ActTx, team: Team, reference: string): Promise<void> {
  await insertTeam(tx, team);
  await recordEvent(tx, { verb: 'team.added', reference });
}

/**
 * Makes ready what takes time or another database, before the transaction.
 *
 * @param key of the organisation
 */
export async function prepareStaff(key: DataKey, person: NewStaff) {
  const { staffId, name, email, password } = person;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return {
    ...person,
    nameCipher: sealName(key, staffId, name),
    sealedEmail: sealEmail(key, staffId, email),
    passwordHash,
  };
}

/** Adds a member of staff with their roles. The database takes it from an administrator alone. */
export async function addStaff(
  tx: ActTx,
  administrator: Viewer,
  person: Awaited<ReturnType<typeof prepareStaff>>,
  reference: string,
): Promise<void> {
  const { staffId, teamId, managerId, signIn, nameCipher, sealedEmail, passwordHash } = person;
  const { organisationId } = administrator;
  await insertStaff(tx, {
    staff_id: staffId,
    organisation_id: organisationId,
    team_id: teamId,
    manager_id: managerId ?? null,
    name_cipher: nameCipher,
    ...sealedEmail,
    sign_in: signIn,
    password_hash: passwordHash,
  });
  await insertChange(tx, { staffId, kind: 'added', reference });
  await recordEvent(tx, { verb: 'staff.added', reference });
  for (const role of person.roles) await giveRole(tx, administrator, { staffId, role }, reference);
}

/** Gives a role. Nobody gives one to themselves. */
export async function giveRole(
  tx: ActTx,
  administrator: Viewer,
  { staffId, role }: { readonly staffId: ViewerId; readonly role: string },
  reference: string,
): Promise<void> {
  const { organisationId, staffId: givenBy } = administrator;
  await insertRole(tx, { organisationId, staffId, role, givenBy });
  await insertChange(tx, { staffId, kind: 'role-given', what: role, reference });
  await recordEvent(tx, { verb: 'role.given', reference });
}

/** Ends a role; false when there was none to end. */
export async function takeRole(
  tx: ActTx,
  { staffId, role }: { readonly staffId: ViewerId; readonly role: string },
  at: Date,
  reference: string,
): Promise<boolean> {
  const isEnded = await endRole(tx, staffId, role, at);
  if (!isEnded) return false;
  await insertChange(tx, { staffId, kind: 'role-ended', what: role, reference });
  await recordEvent(tx, { verb: 'role.ended', reference });
  return true;
}

/**
 * Somebody leaves: from that day they see nothing and cannot sign in.
 *
 * @param on the first day on which they are gone, as 2026-11-30
 */
export async function letGo(tx: ActTx, staffId: ViewerId, on: string, reference: string): Promise<boolean> {
  const isGone = await markLeft(tx, staffId, on);
  if (!isGone) return false;
  await insertChange(tx, { staffId, kind: 'leaving', what: on, reference });
  await recordEvent(tx, { verb: 'staff.left', reference });
  return true;
}

/** Sets who stands in for whom. The database takes it from the absent person or their manager alone. */
export async function setCover(tx: ActTx, setBy: Viewer, cover: Cover, reference: string): Promise<void> {
  await insertCover(tx, cover, setBy.staffId);
  await recordEvent(tx, { verb: 'cover.set', reference });
}

/** Ends cover before its time; false when it was over, or is not the viewer's to end. */
export async function stopCover(
  tx: ActTx,
  coverId: Id<'cover'>,
  at: Date,
  reference: string,
): Promise<boolean> {
  const isEnded = await endCover(tx, coverId, at);
  if (isEnded) await recordEvent(tx, { verb: 'cover.ended', reference });
  return isEnded;
}

/**
 * Colleagues with their names, by name. All who work in the viewer's organisation today, or those with the
 * ids, whether they have left or not.
 */
export async function listColleagues(
  tx: ViewerTx,
  keys: KeyStore,
  organisationId: OrganisationId,
  ids?: readonly string[],
): Promise<readonly Colleague[]> {
  const key = await keys.keyFor(organisationId);
  const rows = await readStaff(tx, ids);
  return rows.map((row) => openStaff(key, row)).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** How those with the ids are called: null is Rowan itself, and who is not found a colleague. */
export async function nameColleagues(
  tx: ViewerTx,
  keys: KeyStore,
  organisationId: OrganisationId,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const found = wanted.length === 0 ? [] : await listColleagues(tx, keys, organisationId, wanted);
  const names = new Map<string, string>(found.map(({ staffId, name }) => [staffId, name]));
  return (id) => (id === null ? 'Rowan' : (names.get(id) ?? 'A colleague'));
}

function openStaff(key: DataKey, row: StaffRow): Colleague {
  const { staff_id: staffId, team_id: teamId, manager_id: managerId, roles } = row;
  return { staffId, name: openName(key, staffId, row.name_cipher), teamId, managerId, roles };
}

/** The viewer's own organisation and its teams. */
export async function readOwnOrganisation(
  tx: ViewerTx,
): Promise<{ readonly organisation: Organisation; readonly teams: readonly Team[] }> {
  const [organisation, teams] = await Promise.all([readOrganisation(tx), readTeams(tx)]);
  if (organisation === undefined) throw new Error('The viewer belongs to no organisation.');
  return { organisation, teams };
}
