import fs from 'node:fs';
import path from 'node:path';
import type { Database, ReferenceTx } from '../../platform/database/index.ts';
import { StartUpRefusal } from '../../platform/refusal.ts';
import { askIn } from '../asking.ts';
import { beginSeal, keepSeal, type LastSeal, readHeadsToSeal, readSealsAfter } from './seal.store.ts';
import { findNewest, OPEN_KEY_FILE, sealFolder, writeSeal, writeWhole } from './seal-folder.ts';
import { makeSealKey, readSealKey, type SealKey, sealKeyFile, writeOpenKey } from './seal-key.ts';
import { makeSeal, readNote } from './seal-note.ts';

export interface SealingNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly dataFolder: string;
}

/** Of one seal; where there are more, another follows at once. */
export const MOST_HEADS = 10_000;
/** Longer than any transaction may take: what was written before the last seal and kept after it is found. */
const OVERLAP_MS = 10 * 60_000;
/** An empty seal says that nothing happened, and that somebody was there to say so. */
const IDLE_MS = 60 * 60_000;
const EXPORT_AT_ONCE = 50;

/**
 * A job: seals how far every chain of the audit has come, where one has since the last seal, and once an hour
 * where none has; and writes as files what is not in the folder yet. A seal is kept before its file is
 * written, so that a stop in between is made good by the next look.
 *
 * @returns how many seals were made
 */
export async function sealHeads(needs: SealingNeeds): Promise<number> {
  const { worker, dataFolder } = needs;
  for (let made = 0; ; made += 1) {
    const count = await worker.withReferenceTx((tx) => sealOnce(tx, dataFolder));
    if (count === MOST_HEADS) continue;
    await exportSeals(needs);
    return count === undefined ? made : made + 1;
  }
}

/** @returns how many heads the seal holds; undefined where none was due */
async function sealOnce(tx: ReferenceTx, dataFolder: string): Promise<number | undefined> {
  const { last, now } = await beginSeal(tx);
  refuseOlderDatabase(last?.number ?? 0, findNewest(sealFolder(dataFolder)));
  const heads = await readHeadsToSeal(tx, findSince(last, now), MOST_HEADS);
  const isIdle = last !== undefined && now.getTime() - last.madeAt.getTime() < IDLE_MS;
  if (heads.length === 0 && isIdle) return undefined;
  const madeAt = last !== undefined && now < last.madeAt ? last.madeAt : now;
  await keepSeal(tx, makeSeal(findKey(dataFolder, last !== undefined), last, madeAt, heads), madeAt);
  return heads.length;
}

/** Null, for every chain, at the first; where the last seal could not hold all; and when time went back. */
function findSince(last: LastSeal | undefined, now: Date): Date | null {
  if (last === undefined || now < last.madeAt || readNote(last.note)?.count === MOST_HEADS) return null;
  return new Date(last.madeAt.getTime() - OVERLAP_MS);
}

function refuseOlderDatabase(kept: number, exported: number): void {
  if (exported <= kept) return;
  throw new StartUpRefusal(
    `The folder of the audit’s seals has seal ${exported}, and the database has ${kept} of them: it is ` +
      'older than the folder, or somebody took seals out. Run npm run rowan -- audit verify.',
  );
}

function findKey(dataFolder: string, wasUsed: boolean): SealKey {
  const file = sealKeyFile(dataFolder);
  const key = readSealKey(file);
  if (key !== undefined) return key;
  if (!wasUsed) return makeSealKey(file);
  throw new StartUpRefusal(
    `The key of the audit’s seals ${file} is missing; put the file back from where you keep its copy.`,
  );
}

/** Writes the seals that are not in the folder, and the public key beside them. */
async function exportSeals({ worker, dataFolder }: SealingNeeds): Promise<void> {
  const folder = sealFolder(dataFolder);
  const key = readSealKey(sealKeyFile(dataFolder));
  if (key !== undefined && !fs.existsSync(path.join(folder, OPEN_KEY_FILE)))
    writeWhole(path.join(folder, OPEN_KEY_FILE), writeOpenKey(key.open));
  for (let newest = findNewest(folder); ; ) {
    const seals = await worker.withReferenceTx((tx) => readSealsAfter(askIn(tx), newest, EXPORT_AT_ONCE));
    for (const seal of seals) writeSeal(folder, seal);
    if (seals.length < EXPORT_AT_ONCE) return;
    newest = seals.at(-1)?.number ?? newest;
  }
}
