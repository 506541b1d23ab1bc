import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeChance } from '../../bench/stock/invent.ts';
import { findServer, type Rowan, readStatus, start, until } from '../../test/start-up/rowan.ts';
import { findLosses, openWriters, type Saved, type Writer } from '../../test/start-up/writers.ts';
import type { Faults } from './faults.ts';

const kinds = ['application', 'database', 'both'] as const;
const chance = makeChance(Number(process.env['SEED']));
const LONGEST_WAIT_MS = 1500;

/** Kills the application, the database and both in turn, while eight people save concerns. */
export const runKills: Faults = async function* (count = 200) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-kills-'));
  fs.chmodSync(data, 0o755);
  const settings = { ROWAN_DATA: data, DEMONSTRATION: 'staff' };
  let rowan = await start(settings);
  try {
    const ledger: Saved[] = [];
    const writers = await openWriters(rowan.url(), ledger);
    for (const killed of kinds) {
      ledger.length = 0;
      const losses: string[] = [];
      const back: number[] = [];
      for (let round = 0; round < count; round += 1) {
        const since = await killOnce(rowan, data, killed, writers);
        rowan = await comeBack(rowan, killed, settings);
        back.push(performance.now() - since);
        losses.push(...(await findLosses(data, ledger)));
      }
      back.sort((a, b) => a - b);
      const seconds = ((back.at(Math.floor(back.length * 0.95)) ?? 0) / 1000).toFixed(1);
      yield {
        what: `kill -9 of ${killed === 'both' ? 'both' : `the ${killed}`}, ${count} times, eight writers`,
        figure:
          `${losses.length} lost or half done of ${ledger.length} acknowledged; ` +
          `back in ${seconds} s (p95)`,
        holds: losses.length === 0 && ledger.length > 0,
      };
    }
  } finally {
    await rowan.stop();
    fs.rmSync(data, { recursive: true, force: true });
  }
};

async function killOnce(
  rowan: Rowan,
  data: string,
  killed: (typeof kinds)[number],
  writers: readonly Writer[],
): Promise<number> {
  const url = rowan.url();
  const writing = Promise.all(writers.map((writer) => writer.writeUntilCut(url)));
  await pause(200 + chance() * LONGEST_WAIT_MS);
  const server = findServer(data);
  if (server === undefined) throw new Error('The database is not there to be killed.');
  if (killed !== 'database') rowan.child.kill('SIGKILL');
  if (killed !== 'application') process.kill(server, 'SIGKILL');
  const since = performance.now();
  await writing;
  return since;
}

async function comeBack(
  rowan: Rowan,
  killed: (typeof kinds)[number],
  settings: Readonly<Record<string, string>>,
): Promise<Rowan> {
  if (killed === 'database') {
    await until(async () => (await readStatus(`${rowan.url()}/health`)) === 200, 'the database is back');
    return rowan;
  }
  await rowan.stop('SIGKILL');
  return start(settings);
}
