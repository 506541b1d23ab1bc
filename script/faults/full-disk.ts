import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readStatus, start, until } from '../../test/start-up/rowan.ts';
import { findLosses, openWriters, type Saved } from '../../test/start-up/writers.ts';
import type { Faults } from './faults.ts';

/** A new database with its people needs half of it. */
const DISK = '400m';
const FULL_FOR_MS = 20_000;
const MB = 1024 ** 2;

/**
 * Rowan on a small disk of its own, which somebody else fills while eight people save concerns, so often; and
 * makes room on it again. It needs the right to mount one.
 */
export const runFullDisk: Faults = async function* (count = 3) {
  const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-full-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=0755`, 'tmpfs', disk]);
  const data = path.join(disk, 'data');
  fs.mkdirSync(data);
  try {
    const rowan = await start({ ROWAN_DATA: data, DEMONSTRATION: 'staff' });
    try {
      const ledger: Saved[] = [];
      const writers = await openWriters(rowan.url(), ledger);
      const back: number[] = [];
      let whileFull = 0;
      for (let time = 0; time < count; time += 1) {
        let isOver = false;
        const writing = writers.map(async (writer) => {
          while (!isOver) {
            await writer.writeUntilCut(rowan.url(), () => isOver);
            await pause(100);
          }
        });
        await pause(2000);
        const savedBefore = ledger.length;
        const ballast = path.join(disk, 'ballast');
        fill(disk, ballast);
        await pause(FULL_FOR_MS);
        whileFull += ledger.length - savedBefore;
        fs.rmSync(ballast);
        const since = performance.now();
        await until(async () => (await readStatus(`${rowan.url()}/health`)) === 200, 'the database is back');
        const saved = ledger.length;
        await until(() => ledger.length > saved, 'somebody saves again');
        back.push(performance.now() - since);
        isOver = true;
        await Promise.all(writing);
      }
      const losses = await findLosses(data, ledger);
      const longest = (Math.max(...back) / 1000).toFixed(1);
      yield {
        what: `the disk full for ${FULL_FOR_MS / 1000} s while eight people save, ${count} times`,
        figure:
          `${losses.length} lost or half done of ${ledger.length} acknowledged (${whileFull} while it was ` +
          `full or filling); saving again within ${longest} s of there being room`,
        holds: losses.length === 0 && ledger.length > 0,
      };
    } finally {
      await rowan.stop();
    }
  } finally {
    execFileSync('umount', ['-l', disk]);
    fs.rmdirSync(disk);
  }
};

/** Takes all the room there is, to the last page. */
function fill(disk: string, ballast: string): void {
  const file = fs.openSync(ballast, 'w');
  for (const piece of [MB, 4096]) {
    const zeros = Buffer.alloc(piece);
    try {
      for (;;) if (fs.writeSync(file, zeros) < piece) break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  fs.closeSync(file);
  if (fs.statfsSync(disk).bavail > 0) throw new Error('The disk is not full.');
}
