import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';
import type { Ask } from '../asking.ts';
import { type Seal, type SealedHead, sortHeads } from './seal-note.ts';

export interface LastSeal {
  readonly number: number;
  readonly madeAt: Date;
  readonly note: string;
}

/** Keeps other processes from sealing until the transaction ends. The time is the database's own. */
export async function beginSeal(tx: ReferenceTx): Promise<{ last: LastSeal | undefined; now: Date }> {
  const { rows } = await sql<{ number: string | null; made_at: Date; note: string; now: Date }>`
    select * from rowan_private.begin_seal()
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('The database said nothing of its last seal.');
  const { number, made_at: madeAt, note, now } = row;
  return { last: number === null ? undefined : { number: Number(number), madeAt, note }, now };
}

/** @param since null for every chain there is */
export async function readHeadsToSeal(
  tx: ReferenceTx,
  since: Date | null,
  limit: number,
): Promise<readonly SealedHead[]> {
  const { rows } = await sql<{ chain: string; seq: string; hash: Buffer }>`
    select * from rowan_private.heads_to_seal(${since}, ${limit})
  `.execute(tx);
  return rows.map(({ chain, seq, hash }) => ({ chain, seq: Number(seq), hash }));
}

export async function keepSeal(tx: ReferenceTx, { number, note, heads }: Seal, madeAt: Date): Promise<void> {
  await sql`select rowan_private.keep_seal(${number}, ${madeAt}, ${note},
    ${heads.map(({ chain }) => chain)}, ${heads.map(({ seq }) => seq)}, ${heads.map(({ hash }) => hash)}
  )`.execute(tx);
}

interface SealRow {
  readonly number: string;
  readonly note: string;
  readonly chains: readonly string[];
  readonly seqs: readonly string[];
  readonly hashes: readonly Buffer[];
}

/** The seals after a number, in their order. */
export async function readSealsAfter(ask: Ask, number: number, limit: number): Promise<readonly Seal[]> {
  const statement = 'select * from rowan_private.seals_after($1, $2)';
  return ((await ask(statement, [number, limit])) as readonly SealRow[]).map(readSealRow);
}

function readSealRow({ number, note, chains, seqs, hashes }: SealRow): Seal {
  const heads = chains.map((chain, place) => ({
    chain,
    seq: Number(seqs[place]),
    hash: hashes[place] ?? Buffer.alloc(0),
  }));
  return { number: Number(number), note, heads: sortHeads(heads) };
}
