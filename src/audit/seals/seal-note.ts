import { sign, verify } from 'node:crypto';
import { findRoot, sha256 } from './merkle.ts';
import type { OpenKey, SealKey } from './seal-key.ts';

/** How far a chain had come. */
export interface SealedHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** A seal as it is kept: what was signed, and the heads under its root. */
export interface Seal {
  readonly number: number;
  readonly note: string;
  readonly heads: readonly SealedHead[];
}

/** What a note says of itself. */
export interface NoteWords {
  readonly number: number;
  readonly madeAt: Date;
  /** The hash of the note before this one. */
  readonly previous: string;
  readonly count: number;
  readonly root: string;
  /** Of the key that signed it. */
  readonly signer: string;
}

/** What the first seal names as the one before it. */
const NOTHING_BEFORE = Buffer.alloc(32);

/**
 * Signs the heads of chains. A note is lines of text, a blank one, and the line of the signature, as signed
 * notes are written elsewhere (C2SP).
 */
export function makeSeal(
  { secret, open }: SealKey,
  last: { readonly number: number; readonly note: string } | undefined,
  madeAt: Date,
  heads: readonly SealedHead[],
): Seal {
  const sorted = sortHeads(heads);
  const number = (last?.number ?? 0) + 1;
  const text = [
    'rowan audit seal 1',
    `number ${number}`,
    `made ${madeAt.toISOString()}`,
    `previous ${hashNote(last?.note)}`,
    `heads ${sorted.length}`,
    `root ${findRootOf(sorted)}`,
    '',
  ].join('\n');
  const signature = sign(null, Buffer.from(text), secret).toString('base64');
  return { number, note: `${text}\n— ${open.name} ${signature}\n`, heads: sorted };
}

const LINES = [
  'rowan audit seal 1',
  'number (\\d{1,15})',
  'made (\\S+)',
  'previous (\\S{44})',
  'heads (\\d{1,9})',
  'root (\\S{44})',
];
const SHAPE = new RegExp(`^(${LINES.join('\n')}\n)\n— ([0-9a-f]{16}) (\\S{88})\n$`);

/** @returns undefined for what is no note */
export function readNote(note: string): NoteWords | undefined {
  const [, , number = '', made = '', previous = '', count = '', root = '', signer = ''] =
    SHAPE.exec(note) ?? [];
  const madeAt = new Date(made);
  if (number === '' || Number.isNaN(madeAt.getTime())) return undefined;
  return { number: Number(number), madeAt, previous, count: Number(count), root, signer };
}

/** Whether the signature is that of this key. */
export function isSignedBy({ key }: OpenKey, note: string): boolean {
  const found = SHAPE.exec(note);
  if (found === null) return false;
  const [, text = '', , , , , , , signature = ''] = found;
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/** By which the next seal names this one. */
export function hashNote(note: string | undefined): string {
  return (note === undefined ? NOTHING_BEFORE : sha256(note)).toString('base64');
}

/** A head as a line of the file; its bytes are the leaf of the tree. */
export function writeHead({ chain, seq, hash }: SealedHead): string {
  return `${chain} ${seq} ${hash.toString('base64')}`;
}

export function findRootOf(sorted: readonly SealedHead[]): string {
  return findRoot(sorted.map((head) => Buffer.from(writeHead(head)))).toString('base64');
}

/** Byte by byte, so that no language of a server changes the root. */
export function sortHeads(heads: readonly SealedHead[]): readonly SealedHead[] {
  return heads.toSorted((one, other) => (one.chain < other.chain ? -1 : Number(one.chain > other.chain)));
}
