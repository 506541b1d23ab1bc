import fs from 'node:fs';
import path from 'node:path';
import { readNote, type Seal, type SealedHead, sortHeads, writeHead } from './seal-note.ts';

/** Where seals are exported to: to be copied where whoever keeps the database cannot reach. */
export function sealFolder(dataFolder: string): string {
  return path.join(dataFolder, 'audit-seals');
}

export const OPEN_KEY_FILE = 'public-key.pem';
const NAME = /^seal-(\d+)\.txt$/;

/** Writes a seal as a file, whole or not at all; one that is there already is written over with the same. */
export function writeSeal(folder: string, seal: Seal): void {
  const day = readNote(seal.note)?.madeAt.toISOString().slice(0, 10) ?? 'undated';
  const name = `seal-${String(seal.number).padStart(9, '0')}.txt`;
  writeWhole(path.join(folder, day, name), `${seal.note}\n${seal.heads.map(writeLine).join('')}`);
}

const writeLine = (head: SealedHead) => `${writeHead(head)}\n`;

export function writeWhole(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const half = path.join(path.dirname(file), `.${path.basename(file)}.half`);
  fs.writeFileSync(half, text, { mode: 0o600, flush: true });
  fs.renameSync(half, file);
}

/** The files of seals in a folder by their numbers; nothing where there is no folder. */
export function listSeals(folder: string): ReadonlyMap<number, string> {
  const days = listNames(folder).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const files = days.flatMap((day) => listNames(path.join(folder, day)).map((name) => path.join(day, name)));
  return new Map(
    files.flatMap((file) => {
      const number = NAME.exec(path.basename(file))?.[1];
      return number === undefined ? [] : [[Number(number), path.join(folder, file)] as const];
    }),
  );
}

/** The number of the newest seal in a folder, found without reading every day's files. */
export function findNewest(folder: string): number {
  for (const day of listNames(folder).sort().reverse()) {
    const numbers = listNames(path.join(folder, day)).map((name) => Number(NAME.exec(name)?.[1] ?? 0));
    if (numbers.length > 0) return Math.max(...numbers);
  }
  return 0;
}

/** @returns a seal whose note may still be anything; undefined where the file has another shape */
export function readSeal(number: number, file: string): Seal | undefined {
  const [text = '', signature = '', lines = '', ...more] = fs.readFileSync(file, 'utf8').split('\n\n');
  const rest = lines === '' ? [] : lines.replace(/\n$/, '').split('\n');
  const heads = rest.map(readHead);
  if (more.length > 0 || heads.includes(undefined)) return undefined;
  const note = `${text}\n\n${signature.replace(/\n$/, '')}\n`;
  return { number, note, heads: sortHeads(heads as SealedHead[]) };
}

function readHead(line: string): SealedHead | undefined {
  const [, chain, seq, hash] = /^(\S+) (\d{1,15}) (\S{44})$/.exec(line) ?? [];
  if (chain === undefined || hash === undefined) return undefined;
  return { chain, seq: Number(seq), hash: Buffer.from(hash, 'base64') };
}

function listNames(folder: string): string[] {
  return fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? fs.readdirSync(folder) : [];
}
