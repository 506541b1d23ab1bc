import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const checkout = path.resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 40_000;

/** A Rowan that was started as `npm start` does it, and what it said. */
export interface Rowan {
  readonly child: ChildProcess;
  /** Everything said so far, to the person and to the log. */
  readonly said: () => string;
  /** The address after "Ready:". */
  readonly url: () => string;
  /** Ends it as Ctrl-C does, and gives the exit status. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/**
 * A data folder of one's own, away from everybody else's.
 *
 * @param context the test that ends with it; without one, the caller removes it
 */
export function makeDataFolder(context?: { after(work: () => void): void }): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-start-up-'));
  fs.chmodSync(folder, 0o755);
  context?.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const launched = new Set<ChildProcess>();
// A test that failed half-way leaves its Rowan, which would keep the whole run from ending.
after(() => {
  for (const child of launched) child.kill('SIGKILL');
});

/** Starts Rowan on any free port, with these settings and no demonstration, and does not wait. */
export function launch(settings: Readonly<Record<string, string>>): Rowan {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], PORT: '0', DEMONSTRATION: 'none', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launched.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  const url = () => /Ready: (\S+)/.exec(said)?.[1] ?? '';
  return { child, said: () => said, url, stop };
}

/** Starts Rowan and waits until it says that it is ready. */
export async function start(settings: Readonly<Record<string, string>>): Promise<Rowan> {
  const rowan = launch(settings);
  await until(() => rowan.url() !== '' || rowan.child.exitCode !== null, 'Rowan says Ready');
  if (rowan.url() === '') throw new Error(`Rowan did not start:\n${rowan.said()}`);
  return rowan;
}

/** Starts a Rowan that is expected to refuse; gives what it said and its exit status. */
export async function refuse(
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly said: string }> {
  const rowan = launch(settings);
  await until(() => rowan.child.exitCode !== null || rowan.url() !== '', 'Rowan refuses');
  if (rowan.url() !== '') await rowan.stop();
  return { status: rowan.child.exitCode, said: rowan.said() };
}

/** Waits for something to come about; a wait without an end says what it waited for. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const givesUpAt = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > givesUpAt) throw new Error(`Waited in vain until: ${what}.`);
    await pause(25);
  }
}

/** The status of a GET, or 0 when nobody answers. */
export async function readStatus(url: string): Promise<number> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

/** The process number of the database server that works in a data folder, if one does. */
export function findServer(dataFolder: string): number | undefined {
  const file = path.join(dataFolder, 'database/files/postmaster.pid');
  const first = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n')[0] : undefined;
  return isRunning(Number(first)) ? Number(first) : undefined;
}

/** Whether a process is at work: one that has ended stands in /proc until its parent takes note. */
export function isRunning(processNumber: number): boolean {
  try {
    return !/\) [ZX] /.test(fs.readFileSync(`/proc/${processNumber}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** How to sign in to the database of a data folder, as an address. */
export function addressOf(dataFolder: string, role: string, database = 'rowan'): string {
  const read = (name: string) => fs.readFileSync(path.join(dataFolder, 'database', name), 'utf8');
  const password = JSON.parse(read('passwords.json'))[role];
  return `postgres://${role}:${password}@127.0.0.1:${read('port')}/${database}`;
}

/** Asks the database of a data folder something, past Rowan. */
export async function ask<Row extends pg.QueryResultRow>(
  address: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
