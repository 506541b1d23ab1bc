import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { readServerEnvironment } from '../config.ts';
import { StartUpRefusal } from '../refusal.ts';
import { type Cluster, connectTo, explainServerWords } from './cluster.ts';
import { withClient } from './connection.ts';
import {
  type PostmasterFile,
  readPostmasterFile,
  removeMisleadingPostmasterFile,
  worksIn,
} from './postmaster-file.ts';
import { findPrograms } from './programs.ts';
import { chooseServerUser, giveToOwner } from './server-user.ts';

const LOOK_EVERY_MS = 25;
const TRY_EVERY_MS = 200;
/** After kill -9 the old server's remains may stand in the way for a second or two. */
const GIVE_UP_AFTER_MS = 20_000;
const STOP_WITHIN_MS = 20_000;
/** Below those that a system gives to whoever asks for any: nobody gets a stopped server's by chance. */
const PORTS = { from: 15_000, below: 32_000 };
const LARGEST_LOG_BYTES = 5_000_000;

/**
 * Finds the cluster's server, or starts it. It runs in its own process group, so that Ctrl-C reaches Rowan
 * alone and Rowan stops it last; and it outlives a Rowan that was killed, whose successor finds it here.
 *
 * @throws StartUpRefusal when the server cannot start
 */
export async function ensureRunning(cluster: Cluster, clock: Clock): Promise<PostmasterFile> {
  const startedAt = clock.readMilliseconds();
  let attempt: Attempt | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const found = readPostmasterFile(cluster);
    if (found?.isReady && (await answers(cluster, found.port))) return found;
    const now = clock.readMilliseconds();
    if ((attempt === undefined || attempt.hasEnded()) && now - triedAt >= TRY_EVERY_MS) {
      if (attempt !== undefined) refuseIfHopeless(cluster, attempt, now - startedAt);
      removeMisleadingPostmasterFile(cluster);
      attempt = await startServer(cluster);
      triedAt = now;
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Stops the server as PostgreSQL's own fast shutdown does, and waits until it is gone. */
export async function stopServer(cluster: Cluster, clock: Clock): Promise<void> {
  const running = readPostmasterFile(cluster);
  if (running === undefined) return;
  const startedAt = clock.readMilliseconds();
  signal(running.processNumber, 'SIGINT');
  while (worksIn(running.processNumber, cluster)) {
    if (clock.readMilliseconds() - startedAt > STOP_WITHIN_MS) signal(running.processNumber, 'SIGQUIT');
    await pause(LOOK_EVERY_MS);
  }
}

interface Attempt {
  hasEnded(): boolean;
  readWords(): string;
}

async function startServer(cluster: Cluster): Promise<Attempt> {
  const port = await choosePort(cluster);
  const user = chooseServerUser(cluster.files);
  const log = openServerLog(cluster.logFile);
  const [command, options] = user.wrap(findPrograms().postgres, ['-D', cluster.files, ...listSettings(port)]);
  const child = spawn(command, options, {
    ...user.identity,
    env: readServerEnvironment(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
  });
  let failure: string | undefined;
  child.on('error', (error) => {
    failure = String(error);
  });
  child.unref();
  fs.closeSync(log.descriptor);
  return {
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    readWords: () => failure ?? fs.readFileSync(cluster.logFile).subarray(log.size).toString('utf8'),
  };
}

/**
 * Only LOG, FATAL and PANIC are written, tersely: an ordinary error quotes the values that somebody typed.
 */
function listSettings(port: number): readonly string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'jit=off',
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** The port that the cluster had before, if nobody else has taken it. */
async function choosePort(cluster: Cluster): Promise<number> {
  const anyPort = () => randomInt(PORTS.from, PORTS.below);
  const kept = fs.existsSync(cluster.portFile) ? Number(fs.readFileSync(cluster.portFile, 'utf8')) : 0;
  const wanted = kept === 0 ? anyPort() : kept;
  const port =
    (await findFreePort(wanted)) ?? (await findFreePort(anyPort())) ?? (await findFreePort(0)) ?? kept;
  if (port !== kept) {
    fs.writeFileSync(cluster.portFile, String(port), { mode: 0o600 });
    giveToOwner(cluster.portFile);
  }
  return port;
}

function findFreePort(wanted: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const probe = net.createServer();
  probe.once('error', () => resolve(undefined));
  probe.listen(wanted, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
  });
  return promise;
}

function openServerLog(file: string): { readonly descriptor: number; readonly size: number } {
  const size = fs.existsSync(file) ? fs.statSync(file).size : 0;
  if (size > LARGEST_LOG_BYTES) fs.truncateSync(file);
  const descriptor = fs.openSync(file, 'a', 0o600);
  giveToOwner(file);
  return { descriptor, size: size > LARGEST_LOG_BYTES ? 0 : size };
}

function refuseIfHopeless(cluster: Cluster, attempt: Attempt, milliseconds: number): void {
  const words = attempt.readWords();
  const isHopeless = /No space left|Permission denied|Read-only file|shared libraries|ENOENT|EACCES/.test(
    words,
  );
  if (!isHopeless && milliseconds < GIVE_UP_AFTER_MS) return;
  throw new StartUpRefusal(explainServerWords(words, cluster.folder));
}

/** The password is the cluster's own, so a server that accepts it is ours, whoever had the port before. */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    await withClient(connectTo(cluster, port, 'rowan_administrator', 'postgres'), (client) =>
      client.query('select 1'),
    );
    return true;
  } catch {
    return false;
  }
}

function signal(processNumber: number, name: NodeJS.Signals): void {
  try {
    process.kill(processNumber, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
