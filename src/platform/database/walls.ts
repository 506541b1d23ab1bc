import { StartUpRefusal } from '../refusal.ts';
import { type Connection, withClient } from './connection.ts';

/**
 * Refuses a sign-in that passes the walls: an owner, an administrator or a role that reads past row security
 * would see every row, whatever the policies say, and nobody would notice.
 *
 * @param connection as the application is about to use it
 * @param settings who ought to sign in there, and by which setting
 */
export async function refuseRoleWithoutWalls(
  connection: Connection,
  settings: { readonly name: string; readonly role: string; readonly migration?: string },
): Promise<void> {
  const role = await withClient(connection, async (client) => {
    const { rows } = await client.query<{ name: string; passes: boolean }>(
      `select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or exists (
         select from pg_roles as role
           where role.rolname in ('rowan_owner', 'rowan_definer', 'rowan_keys_owner')
           and pg_has_role(current_user, role.oid, 'member')
       ) as passes
       from pg_roles where rolname = current_user`,
    );
    return rows[0];
  });
  if (role !== undefined && !role.passes) return;
  throw new StartUpRefusal(
    `${settings.name} signs in as ${role?.name ?? 'nobody'}, who can read past row security; ` +
      `sign in as ${settings.role} there` +
      (settings.migration === undefined ? '.' : `, and keep the administrator for ${settings.migration}.`),
  );
}
