import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartUpRefusal } from '../refusal.ts';

/** As whom PostgreSQL's programs run: PostgreSQL refuses root. */
export interface ServerUser {
  /** The command line that runs a program as this user. */
  wrap(program: string, options: readonly string[]): readonly [string, readonly string[]];
  /** For `spawn`; empty when the program runs as we do. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

const NOBODY = 65534;
const NAMESPACE = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

const asOurselves: ServerUser = { wrap: (program, options) => [program, options], identity: {} };
const inNamespace: ServerUser = {
  wrap: (program, options) => ['unshare', [...NAMESPACE, program, ...options]],
  identity: {},
};

/**
 * Chooses the user. Root's own database runs in a user namespace, where root is nobody: its files stay
 * root's, and a checkout that only root may enter still works. A database that belongs to another user runs
 * as that user. Where namespaces are not allowed (many containers), a new database is given to nobody.
 *
 * @param folder the database's folder, or the one in which it is about to be made
 */
export function chooseServerUser(folder: string): ServerUser {
  if (process.getuid?.() !== 0) return asOurselves;
  const owner = fs.statSync(folder);
  if (owner.uid !== 0) return runAs(owner.uid, owner.gid);
  if (spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) return inNamespace;
  if (fs.readdirSync(folder).length > 0) {
    throw new StartUpRefusal(
      `PostgreSQL does not run as root, and this machine allows no user namespaces; ` +
        `start Rowan as another user, and give that user the folder ${folder}.`,
    );
  }
  fs.chownSync(folder, NOBODY, NOBODY);
  return runAs(NOBODY, NOBODY);
}

/** Gives a file that root made to the folder's owner, so that the owner can go on without root. */
export function giveToOwner(file: string): void {
  if (process.getuid?.() !== 0) return;
  const owner = fs.statSync(path.dirname(file));
  fs.chownSync(file, owner.uid, owner.gid);
}

/** Refuses when the user cannot run the program, a checkout that only root may enter for example. */
export function refuseUnreachable(user: ServerUser, program: string): void {
  if (user.identity.uid === undefined) return;
  const [command, options] = user.wrap(program, ['--version']);
  if (spawnSync(command, options, user.identity).status === 0) return;
  throw new StartUpRefusal(
    `PostgreSQL does not run as root, and the user that it would run as may not enter ` +
      `${path.dirname(program)}; start Rowan as an ordinary user, in a folder that belongs to that user.`,
  );
}

function runAs(uid: number, gid: number): ServerUser {
  return { wrap: (program, options) => [program, options], identity: { uid, gid } };
}
