import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readServerEnvironment } from '../config.ts';
import { readJson } from '../json.ts';
import { StartUpRefusal } from '../refusal.ts';
import type { Connection } from './connection.ts';
import { findPrograms } from './programs.ts';
import { chooseServerUser, giveToOwner, refuseUnreachable } from './server-user.ts';

const MAJOR_VERSION = '18';
const ADMINISTRATOR = 'rowan_administrator';

/** Roles that sign in with a password of their own. */
export const LOGIN_ROLES = ['rowan_app', 'rowan_worker', 'rowan_backup', 'rowan_keeper'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

const passwordsShape = z.object({
  rowan_administrator: z.string(),
  rowan_app: z.string(),
  rowan_worker: z.string(),
  rowan_backup: z.string(),
  /** Empty in a folder from before the keys had a database of their own. */
  rowan_keeper: z.string().default(''),
});

/** The embedded database's folder: files of PostgreSQL, our passwords, the port and the server's log. */
export interface Cluster {
  readonly folder: string;
  readonly files: string;
  readonly logFile: string;
  readonly portFile: string;
  readonly passwords: z.infer<typeof passwordsShape>;
}

/**
 * Opens the database's folder, or makes it. It is made under another name and renamed when whole, so that
 * what was interrupted is never taken for a database; two that make it at once end with one.
 *
 * @param dataFolder absolute; made when it is not there
 * @param tell says to the person at the terminal what takes time
 * @throws StartUpRefusal when the folder cannot be used
 */
export function openCluster(dataFolder: string, tell: (sentence: string) => void): Cluster {
  const folder = path.join(dataFolder, 'database');
  try {
    fs.mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
    removeHalfMade(dataFolder);
    if (!fs.existsSync(folder)) makeCluster(dataFolder, folder, tell);
    return readCluster(folder);
  } catch (error) {
    throw explainFileError(error, dataFolder);
  }
}

/** How a role reaches a database of the cluster. */
export function connectTo(
  cluster: Cluster,
  port: number,
  role: LoginRole | typeof ADMINISTRATOR,
  database: string,
): Connection {
  return { host: '127.0.0.1', port, user: role, password: cluster.passwords[role], database };
}

function readCluster(folder: string): Cluster {
  const files = path.join(folder, 'files');
  const version = readIfThere(path.join(files, 'PG_VERSION'))?.trim();
  const passwords = readJson(readIfThere(path.join(folder, 'passwords.json')) ?? '', passwordsShape);
  if (version === undefined || passwords === undefined) {
    const missing = version === undefined ? 'files/PG_VERSION' : 'passwords.json';
    throw new StartUpRefusal(
      `The database folder ${folder} is not whole (${missing} is missing or spoilt); ` +
        'put it back from a back-up, or move the folder away to begin with an empty database.',
    );
  }
  if (version !== MAJOR_VERSION) {
    throw new StartUpRefusal(
      `The database in ${folder} was made by PostgreSQL ${version} and this Rowan brings ${MAJOR_VERSION}; ` +
        `start the Rowan that made it, or set ROWAN_DATA to another folder and restore a back-up there.`,
    );
  }
  const inside = (name: string) => path.join(folder, name);
  if (passwords.rowan_keeper === '') {
    passwords.rowan_keeper = makePassword();
    fs.writeFileSync(inside('passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
  }
  return { folder, files, logFile: inside('server.log'), portFile: inside('port'), passwords };
}

function makeCluster(dataFolder: string, folder: string, tell: (sentence: string) => void): void {
  tell('Creating the database: a few seconds, once.');
  const making = path.join(dataFolder, `database.making-${nameProcess(process.pid)}`);
  fs.mkdirSync(making, { mode: 0o700 });
  try {
    fillCluster(making);
    fs.renameSync(making, folder);
  } catch (error) {
    fs.rmSync(making, { recursive: true, force: true });
    const lostRace = error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY';
    if (!lostRace) throw error;
  }
}

function fillCluster(making: string): void {
  const user = chooseServerUser(making);
  const programs = findPrograms();
  refuseUnreachable(user, programs.initdb);
  const passwordFile = path.join(making, 'administrator');
  const passwords = Object.fromEntries([ADMINISTRATOR, ...LOGIN_ROLES].map((role) => [role, makePassword()]));
  fs.writeFileSync(path.join(making, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
  fs.writeFileSync(passwordFile, `${passwords[ADMINISTRATOR]}\n`, { mode: 0o600 });
  giveToOwner(passwordFile);
  const [command, options] = user.wrap(programs.initdb, [
    `--pgdata=${path.join(making, 'files')}`,
    `--username=${ADMINISTRATOR}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]);
  const done = spawnSync(command, options, {
    ...user.identity,
    env: readServerEnvironment(),
    encoding: 'utf8',
  });
  fs.rmSync(passwordFile);
  if (done.status !== 0)
    throw new StartUpRefusal(explainServerWords(`${done.stderr}${done.error ?? ''}`, making));
}

/** Turns what PostgreSQL's programs say into one sentence. */
export function explainServerWords(words: string, folder: string): string {
  if (/No space left on device|could not resize shared memory/.test(words)) return explainFullDisk(folder);
  if (/Permission denied|Read-only file system/.test(words)) return explainNotWritable(folder);
  if (/error while loading shared libraries|cannot execute|ENOENT|EACCES/.test(words)) {
    return (
      'The PostgreSQL that Rowan brings does not run on this machine; ' +
      'set DATABASE_URL to a PostgreSQL 18 server of your own.'
    );
  }
  const last =
    words
      .trim()
      .split('\n')
      .filter((line) => /error|FATAL|PANIC/i.test(line))
      .at(-1) ?? words.trim();
  const plain = last.replace(/^.*?(?=error|FATAL|PANIC)/i, '');
  return `The database in ${folder} does not start. PostgreSQL says: ${plain}`;
}

function explainFileError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartUpRefusal(explainFullDisk(folder));
  const isShut =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST';
  return isShut ? new StartUpRefusal(explainNotWritable(folder)) : error;
}

function explainFullDisk(folder: string): string {
  return `The disk that holds ${folder} is full; make at least 200 MB of room, then start Rowan again.`;
}

function explainNotWritable(folder: string): string {
  return (
    `The data folder ${folder} may not be written; ` +
    'give it to the user that starts Rowan, or set ROWAN_DATA to another folder.'
  );
}

/**
 * An initdb whose Rowan was killed may still be writing: under another name it finds its files no more, and
 * gives up. What it leaves behind goes with the next start.
 */
function removeHalfMade(dataFolder: string): void {
  for (const name of fs.readdirSync(dataFolder)) {
    const maker = /^database\.(?:making|removing)-(\d+-\d+)$/.exec(name)?.[1];
    if (maker === undefined || maker === nameProcess(maker.split('-')[0])) continue;
    const removing = path.join(dataFolder, name.replace('making', 'removing'));
    fs.renameSync(path.join(dataFolder, name), removing);
    fs.rmSync(removing, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** A process by its number and its start, since numbers come again; nothing when it has ended. */
function nameProcess(processNumber: number | string | undefined): string | undefined {
  const stat = readIfThere(`/proc/${processNumber}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : `${processNumber}-${fields[19]}`;
}

function makePassword(): string {
  return randomBytes(24).toString('base64url');
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
